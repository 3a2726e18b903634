package io.gatehouse.gateway;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Requests as the server hands them over, as far as heads of messages go. */
final class ServletRequests {
    private ServletRequests() {}

    /** What the server would say of a message. */
    record Fake(String method, String protocol, long length, List<String> namesAndValues) {
        HttpServletRequest request() {
            return (HttpServletRequest) Proxy.newProxyInstance(
                    ServletRequests.class.getClassLoader(),
                    new Class<?>[] {HttpServletRequest.class},
                    (proxy, called, arguments) -> answer(called.getName(), arguments));
        }

        private @Nullable Object answer(String called, Object @Nullable [] arguments) {
            return switch (called) {
                case "getMethod" -> method;
                case "getProtocol" -> protocol;
                case "getContentLengthLong" -> length;
                case "getRequestURI" -> "/x";
                case "getRemoteAddr" -> "192.0.2.1";
                case "getScheme" -> "http";
                case "getHeaders" -> Collections.enumeration(values(arguments));
                case "getHeader" -> values(arguments).stream().findFirst().orElse(null);
                case "isRequestedSessionIdFromURL", "isRequestedSessionIdFromCookie" -> false;
                case "getHeaderNames" -> Collections.enumeration(names());
                default -> null;
            };
        }

        private Set<String> names() {
            Set<String> names = new LinkedHashSet<>();
            for (int i = 0; i < namesAndValues.size(); i += 2) {
                names.add(namesAndValues.get(i));
            }
            return names;
        }

        private List<String> values(Object @Nullable [] arguments) {
            List<String> values = new ArrayList<>();
            for (int i = 0; i < namesAndValues.size(); i += 2) {
                if (arguments != null && namesAndValues.get(i).equalsIgnoreCase((String) arguments[0])) {
                    values.add(namesAndValues.get(i + 1));
                }
            }
            return values;
        }
    }

    static Fake fake(String method, String protocol, String... namesAndValues) {
        return new Fake(method, protocol, -1, List.of(namesAndValues));
    }
}
