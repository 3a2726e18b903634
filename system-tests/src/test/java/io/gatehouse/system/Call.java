package io.gatehouse.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.system.Client.Answer;
import io.gatehouse.system.Situations.Situation;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An operation that can be called.
 *
 * @param type of the body; empty to leave it unsaid
 * @param body empty when there is none
 */
record Call(Operation operation, Situation situation, String type, String body) {
    private static final String FORM = "application/x-www-form-urlencoded";

    /** One whose body is an example of this type, with the ids and secrets that there are. */
    static Call as(JsonNode example, String type, Operation operation, Situation situation) {
        JsonNode filled = situation.filled(example);
        return new Call(operation, situation, type, type.equals(FORM) ? form(filled) : filled.toString());
    }

    private static String form(JsonNode parameters) {
        return parameters.properties().stream()
                .map(parameter -> parameter.getKey() + "="
                        + Operation.encoded(parameter.getValue().asText()))
                .collect(Collectors.joining("&"));
    }

    /** One without a body, about what has an id. */
    static Call about(String operation, Client caller, String id) {
        return new Call(Operation.named(operation), new Situation(caller, Map.of("id", id), Map.of()), "", "");
    }

    /** With its body and these fields, as alternating names and values. */
    Answer send(String... fields) {
        Stream<String> described = body.isEmpty() || type.isEmpty() ? Stream.of() : Stream.of("Content-Type", type);
        return send(
                operation.method(),
                operation.address(situation.parameters()),
                body,
                Stream.concat(described, Stream.of(fields)));
    }

    /** Reads something about the same, as who calls. */
    Answer send(Operation read) {
        return send("GET", read.pathAt(situation.parameters()), "", Stream.of());
    }

    private Answer send(String method, String address, String content, Stream<String> fields) {
        String[] all =
                Stream.concat(Stream.of("Accept", "application/json"), fields).toArray(String[]::new);
        return situation.caller().send(method, address, content, all);
    }

    @Override
    public String toString() {
        return operation + " " + body;
    }
}
