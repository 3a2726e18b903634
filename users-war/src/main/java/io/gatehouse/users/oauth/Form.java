package io.gatehouse.users.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.kernel.json.Json;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request (RFC 6749, appendix B). One that is empty counts as absent, one that is unknown is passed
 * over, and none may come twice (section 3.2).
 */
record Form(Map<String, String> parameters) {
    private static final String MEDIA_TYPE = "application/x-www-form-urlencoded";
    private static final int LONGEST = 16 * 1024;

    Form {
        parameters = Map.copyOf(parameters);
    }

    static Form parse(@Nullable String contentType, byte[] body) {
        if (contentType == null || !contentType.split(";", 2)[0].strip().equalsIgnoreCase(MEDIA_TYPE)) {
            throw OAuthException.invalidRequest("The body must be " + MEDIA_TYPE + ".");
        }
        if (body.length > LONGEST) {
            throw OAuthException.invalidRequest("The body is too long.");
        }
        Map<String, String> parameters = new HashMap<>();
        for (String pair : new String(body, StandardCharsets.US_ASCII).split("&", -1)) {
            String[] nameAndValue = pair.split("=", 2);
            String value = nameAndValue.length == 1 ? "" : decoded(nameAndValue[1]);
            if (!value.isEmpty() && parameters.put(decoded(nameAndValue[0]), value) != null) {
                throw OAuthException.invalidRequest("A parameter is there twice.");
            }
        }
        return new Form(parameters);
    }

    static boolean isJson(@Nullable String contentType) {
        return contentType != null && contentType.split(";", 2)[0].strip().equalsIgnoreCase(MediaType.APPLICATION_JSON);
    }

    /** The same parameters as a JSON object that has a text for each of them. */
    static Form ofJson(byte[] body) {
        if (body.length > LONGEST) {
            throw OAuthException.invalidRequest("The body is too long.");
        }
        Map<String, String> parameters = new HashMap<>();
        JsonNode document = document(body);
        document.properties().forEach(member -> {
            JsonNode value = member.getValue();
            if (!value.isNull() && !value.isTextual()) {
                throw noObjectOfTexts();
            }
            if (value.isTextual() && !value.textValue().isEmpty()) {
                parameters.put(member.getKey(), value.textValue());
            }
        });
        return new Form(parameters);
    }

    private static JsonNode document(byte[] body) {
        try {
            JsonNode document = Json.STRICT.readTree(body);
            if (document.isObject()) {
                return document;
            }
        } catch (IOException malformed) {
            // The same mistake as a list.
        }
        throw noObjectOfTexts();
    }

    private static OAuthException noObjectOfTexts() {
        return OAuthException.invalidRequest("The body must be a JSON object with a text for each parameter.");
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    String get(String name) {
        return find(name).orElseThrow(() -> OAuthException.invalidRequest("The parameter " + name + " is missing."));
    }

    /** Text as a form has it (RFC 6749, appendix B); IllegalArgumentException for what is none. */
    static String unescaped(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        try {
            return unescaped(text);
        } catch (IllegalArgumentException malformed) {
            throw OAuthException.invalidRequest("A parameter is not encoded as it must be.");
        }
    }

    /** Without the values: a log may show it. */
    @Override
    public String toString() {
        return "Form" + parameters.keySet();
    }
}
