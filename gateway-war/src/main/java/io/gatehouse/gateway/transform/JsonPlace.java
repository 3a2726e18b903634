package io.gatehouse.gateway.transform;

import io.gatehouse.gateway.rules.Pointer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Places in a document, by JSON Pointers (RFC 6901). */
final class JsonPlace {
    private JsonPlace() {}

    /** What is there; null when nothing is. */
    static @Nullable Object find(Object document, Pointer pointer) {
        Object found = document;
        for (String token : pointer.tokens()) {
            Object next = child(found, token);
            if (next == null) {
                return null;
            }
            found = next;
        }
        return found;
    }

    /** Puts a value there, if the document has the shape for it; objects on the way that are missing are made. */
    static void set(Object document, Pointer pointer, Object value) {
        List<String> tokens = pointer.tokens();
        Object parent = document;
        for (String token : tokens.subList(0, tokens.size() - 1)) {
            Object next = child(parent, token);
            if (next == null && parent instanceof Map<?, ?> object) {
                next = new LinkedHashMap<String, Object>();
                members(object).put(token, next);
            }
            if (next == null) {
                return;
            }
            parent = next;
        }
        put(parent, tokens.get(tokens.size() - 1), value);
    }

    private static void put(Object parent, String token, Object value) {
        if (parent instanceof Map<?, ?> object) {
            members(object).put(token, value);
        } else if (parent instanceof List<?> array) {
            int index = index(token, array.size());
            if (index >= 0) {
                items(array).set(index, value);
            } else if (token.equals("-")) {
                items(array).add(value);
            }
        }
    }

    /** Takes away what is there; null when nothing is. */
    static @Nullable Object remove(Object document, Pointer pointer) {
        List<String> tokens = pointer.tokens();
        Object parent = document;
        for (String token : tokens.subList(0, tokens.size() - 1)) {
            Object next = child(parent, token);
            if (next == null) {
                return null;
            }
            parent = next;
        }
        String last = tokens.get(tokens.size() - 1);
        if (parent instanceof List<?> array) {
            int index = index(last, array.size());
            return index < 0 ? null : array.remove(index);
        }
        return parent instanceof Map<?, ?> object ? object.remove(last) : null;
    }

    private static @Nullable Object child(Object parent, String token) {
        if (parent instanceof List<?> array) {
            int index = index(token, array.size());
            return index < 0 ? null : array.get(index);
        }
        return parent instanceof Map<?, ?> object ? object.get(token) : null;
    }

    /** Digits without a leading zero (RFC 6901 section 4); -1 when it is no index of such an array. */
    private static int index(String token, int size) {
        boolean digits = !token.isEmpty()
                && token.length() < 9
                && (token.length() == 1 || token.charAt(0) != '0')
                && token.chars().allMatch(c -> c >= '0' && c <= '9');
        int index = digits ? Integer.parseInt(token) : -1;
        return index < size ? index : -1;
    }

    // Made by JsonDocument and here, and of nothing else.
    @SuppressWarnings("unchecked")
    private static Map<String, Object> members(Map<?, ?> object) {
        return (Map<String, Object>) object;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> items(List<?> array) {
        return (List<Object>) array;
    }
}
