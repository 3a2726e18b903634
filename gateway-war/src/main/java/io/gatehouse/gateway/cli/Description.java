package io.gatehouse.gateway.cli;

import io.gatehouse.gateway.admin.DescribedRequest;
import io.gatehouse.gateway.pipeline.Headers;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request, described by options. */
final class Description {
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

    private Description() {}

    static Description of(List<String> options) throws WrongUse {
        Description description = new Description();
        Iterator<String> rest = options.iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            if (!option.startsWith("--")) {
                throw new WrongUse("Unexpected " + option);
            }
            if (option.equals("--authenticated")) {
                description.roles = description.roles == null ? new ArrayList<>() : description.roles;
            } else if (rest.hasNext()) {
                description.take(option, rest.next());
            } else {
                throw new WrongUse(option + " needs a value");
            }
        }
        return description;
    }

    private void take(String option, String value) throws WrongUse {
        switch (option) {
            case "--method" -> method = value;
            case "--path" -> path = value;
            case "--scheme" -> scheme = value;
            case "--host" -> host = value;
            case "--address" -> address = value;
            case "--header" -> header(value);
            case "--role" -> {
                roles = roles == null ? new ArrayList<>() : roles;
                roles.add(value);
            }
            case "--id" -> id = value;
            case "--time" -> time = instant(value);
            case "--body" -> bodyLength = length(value);
            default -> throw new WrongUse("Unknown option " + option);
        }
    }

    private void header(String value) throws WrongUse {
        int colon = value.indexOf(':');
        if (colon <= 0) {
            throw new WrongUse("--header needs 'Name: value'");
        }
        headers.add(value.substring(0, colon), value.substring(colon + 1).strip());
    }

    private static Instant instant(String value) throws WrongUse {
        try {
            return Instant.parse(value);
        } catch (DateTimeParseException malformed) {
            throw new WrongUse("--time needs an instant like 2026-01-31T12:00:00Z");
        }
    }

    private static long length(String value) throws WrongUse {
        try {
            long length = Long.parseLong(value);
            if (length >= 0) {
                return length;
            }
        } catch (NumberFormatException notANumber) {
            // answered below, like a negative one
        }
        throw new WrongUse("--body needs a number of bytes");
    }

    DescribedRequest request() throws WrongUse {
        if (path == null) {
            throw new WrongUse("--path is missing");
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
}
