package io.gatehouse.gateway.forward;

/** Compares names of header fields as the most careless reader does: in any case, and underscores as hyphens, for many servers map both to one variable. */
final class FieldName {
    private FieldName() {}

    static boolean is(String name, String lowerCase) {
        return name.length() == lowerCase.length() && startsWith(name, lowerCase);
    }

    static boolean startsWith(String name, String lowerCase) {
        if (name.length() < lowerCase.length()) {
            return false;
        }
        for (int i = 0; i < lowerCase.length(); i++) {
            char c = name.charAt(i);
            char folded = c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c == '_' ? '-' : c;
            if (folded != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
