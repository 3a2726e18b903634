package io.gatehouse.gateway.admin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
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
    private final RequestDraft draft = new RequestDraft();

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
        DescribedRequest described = draft.finished();
        if (described == null) {
            throw new BadCall("path is missing.");
        }
        if (!described.hasRequestTarget()) {
            throw new BadCall("path has no slash at its beginning.");
        }
        return described;
    }

    private void field(String field) throws IOException, BadCall {
        switch (field) {
            case "method" -> draft.method(text(field));
            case "path" -> draft.path(text(field));
            case "scheme" -> draft.scheme(text(field));
            case "host" -> draft.host(text(field));
            case "address" -> draft.address(text(field));
            case "token" -> draft.header("Authorization", "Bearer " + text(field));
            case "roles" -> draft.roles(texts(field));
            case "id" -> draft.id(text(field));
            case "time" -> draft.time(instant(text(field)));
            case "headers" -> headers();
            case "bodyLength" -> draft.bodyLength(length(field));
            default -> throw new BadCall("There is no field " + Audit.plain(field) + " here.");
        }
    }

    private long length(String field) throws IOException, BadCall {
        expect(json.currentToken(), JsonToken.VALUE_NUMBER_INT, field + " as a whole number");
        long length = json.getLongValue();
        if (length < 0) {
            throw new BadCall(field + " is not negative.");
        }
        return length;
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
                    draft.header(name, value);
                }
            } else {
                draft.header(name, text("each header"));
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
