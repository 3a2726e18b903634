package io.gatehouse.gateway.cli;

import io.gatehouse.gateway.admin.DescribedRequest;
import io.gatehouse.gateway.admin.RequestDraft;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Iterator;
import java.util.List;

/** A request, described by options. */
final class Description {
    private final RequestDraft draft = new RequestDraft();

    private Description() {}

    static DescribedRequest of(List<String> options) throws WrongUse {
        Description description = new Description();
        Iterator<String> rest = options.iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            if (!option.startsWith("--")) {
                throw new WrongUse("Unexpected " + option);
            }
            if (option.equals("--authenticated")) {
                description.draft.roles(List.of());
            } else if (rest.hasNext()) {
                description.take(option, rest.next());
            } else {
                throw new WrongUse(option + " needs a value");
            }
        }
        DescribedRequest described = description.draft.finished();
        if (described == null) {
            throw new WrongUse("--path is missing");
        }
        if (!described.hasRequestTarget()) {
            throw new WrongUse("--path has no slash at its beginning");
        }
        return described;
    }

    private void take(String option, String value) throws WrongUse {
        switch (option) {
            case "--method" -> draft.method(value);
            case "--path" -> draft.path(value);
            case "--scheme" -> draft.scheme(value);
            case "--host" -> draft.host(value);
            case "--address" -> draft.address(value);
            case "--header" -> header(value);
            case "--role" -> draft.roles(List.of(value));
            case "--id" -> draft.id(value);
            case "--time" -> draft.time(instant(value));
            case "--body" -> draft.bodyLength(length(value));
            default -> throw new WrongUse("Unknown option " + option);
        }
    }

    private void header(String value) throws WrongUse {
        int colon = value.indexOf(':');
        if (colon <= 0) {
            throw new WrongUse("--header needs 'Name: value'");
        }
        draft.header(value.substring(0, colon), value.substring(colon + 1).strip());
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
}
