package io.gatehouse.storm;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Who asks, and the token that says so. The name stands in a field of its own besides, so that an upstream sees whether the token that it gets in the end is
 * made out for the one who asked.
 */
record Bearer(String subject, String token) {
    static final Bearer NOBODY = new Bearer("", "");
    private static final String FIELD = "X-Subject";
    private static final String SCHEME = "Bearer ";

    /** As lines of the head of a request. */
    String fields() {
        return (token.isEmpty() ? "" : "Authorization: " + SCHEME + token + "\r\n")
                + (subject.isEmpty() ? "" : FIELD + ": " + subject + "\r\n");
    }

    /** Whether a request names its sender and brings a token of that one, or does neither. */
    static boolean isRight(Head head) {
        String named = head.field(FIELD);
        String authorization = head.field("Authorization");
        return named.isEmpty() ? authorization.isEmpty() : claims(authorization).contains("\"sub\":\"" + named + "\"");
    }

    private static String claims(String authorization) {
        String[] parts = authorization.split("\\.", -1);
        return authorization.startsWith(SCHEME) && parts.length == 3
                ? new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                : "";
    }
}
