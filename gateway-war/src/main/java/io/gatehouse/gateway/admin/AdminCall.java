package io.gatehouse.gateway.admin;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Identity;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A call of somebody who may make it.
 *
 * @param query without the question mark; null when there was none
 * @param body JSON, or empty
 */
public record AdminCall(Identity who, @Nullable String query, Body.Bytes body) {

    /**
     * The parameters of the query.
     *
     * @throws BadCall when there is another than these, or one stands there twice: a misspelled dryRun must not act
     */
    public Map<String, String> parameters(Set<String> known) throws BadCall {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (query == null || query.isEmpty()) {
            return parameters;
        }
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            if (!known.contains(name)) {
                throw new BadCall("There is no parameter of that name here.");
            }
            if (parameters.put(name, value) != null) {
                throw new BadCall("The parameter " + name + " stands there twice.");
            }
        }
        return parameters;
    }

    private static String decoded(String text) throws BadCall {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new BadCall("The query is not percent-encoded as it should be.");
        }
    }
}
