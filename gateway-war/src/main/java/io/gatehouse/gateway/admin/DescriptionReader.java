package io.gatehouse.gateway.admin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.gatehouse.gateway.pipeline.Headers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a described request from JSON, strictly: a field that is unknown or stands there twice is a mistake, and nothing is converted. */
final class DescriptionReader {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final JsonParser json;
    private final Headers.Builder headers = new Headers.Builder();
    private String method = "GET";
    private @Nullable String path;
    private String scheme = "http";
    private @Nullable String host;
    private String address = "127.0.0.1";
    private @Nullable List<String> roles;
    private long bodyLength;
    private String id = DescribedRequest.Circumstances.ANY.id();
    private @Nullable Instant time;

    private DescriptionReader(JsonParser json) {
        this.json = json;
    }

    static DescribedRequest read(byte[] body) throws BadCall {
        try (JsonParser json = FACTORY.createParser(body)) {
            return new DescriptionReader(json).read();
        } catch (JsonProcessingException malformed) {
            throw new BadCall("Not the JSON that is expected: " + malformed.getOriginalMessage());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private DescribedRequest read() throws IOException, BadCall {
        expect(json.nextToken(), JsonToken.START_OBJECT, "an object");
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            field(field);
        }
        if (json.nextToken() != null) {
            throw new BadCall("There is something after the object.");
        }
        if (path == null) {
            throw new BadCall("path is missing.");
        }
        return new DescribedRequest(
                method,
                path,
                scheme,
                host,
                address,
                headers.build(),
                roles,
                bodyLength,
                new DescribedRequest.Circumstances(id, time));
    }

    private void field(String field) throws IOException, BadCall {
        switch (field) {
            case "method" -> method = text(field);
            case "path" -> path = text(field);
            case "scheme" -> scheme = text(field);
            case "host" -> host = text(field);
            case "address" -> address = text(field);
            case "token" -> headers.add("Authorization", "Bearer " + text(field));
            case "roles" -> roles = texts(field);
            case "id" -> id = text(field);
            case "time" -> time = instant(text(field));
            case "headers" -> headers();
            case "bodyLength" -> {
                expect(json.currentToken(), JsonToken.VALUE_NUMBER_INT, "bodyLength as a whole number");
                bodyLength = json.getLongValue();
                if (bodyLength < 0) {
                    throw new BadCall("bodyLength is not negative.");
                }
            }
            default -> throw new BadCall("There is no field " + Audit.plain(field) + " here.");
        }
    }

    private static Instant instant(String text) throws BadCall {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException malformed) {
            throw new BadCall("time is like 2026-01-31T12:00:00Z.");
        }
    }

    private void headers() throws IOException, BadCall {
        expect(json.currentToken(), JsonToken.START_OBJECT, "headers as an object");
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            if (json.nextToken() == JsonToken.START_ARRAY) {
                for (String value : texts("each header")) {
                    headers.add(name, value);
                }
            } else {
                headers.add(name, text("each header"));
            }
        }
    }

    private List<String> texts(String field) throws IOException, BadCall {
        expect(json.currentToken(), JsonToken.START_ARRAY, field + " as a list");
        List<String> texts = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            texts.add(text(field));
        }
        return texts;
    }

    private String text(String field) throws IOException, BadCall {
        expect(json.currentToken(), JsonToken.VALUE_STRING, field + " as text");
        return json.getText();
    }

    private static void expect(@Nullable JsonToken token, JsonToken expected, String what) throws BadCall {
        if (token != expected) {
            throw new BadCall("Expected " + what + ".");
        }
    }
}
