package io.gatehouse.gateway.config;

import io.gatehouse.gateway.routing.Fallback;
import io.gatehouse.gateway.routing.FixedAnswer;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what a route falls back to. */
final class FallbackReader {
    private static final Set<Integer> STATUSES = Set.of(502, 503, 504);

    private FallbackReader() {}

    /** @param upstream the parser of an upstream's name */
    static @Nullable Fallback read(Section route, Function<String, String> upstream) {
        if (!route.has("fallback")) {
            return null;
        }
        Section section = route.section("fallback");
        Fallback fallback = new Fallback(
                section.has("statuses") ? Set.copyOf(section.list("statuses", Numbers::errorStatus)) : STATUSES,
                section.has("answer") ? answer(section.section("answer")) : null,
                section.has("upstream") ? section.required("upstream", upstream, "") : null);
        if ((fallback.answer() == null) == (fallback.upstream() == null)) {
            route.mistake("fallback", "must have either answer or upstream");
        }
        if (fallback.upstream() != null && fallback.upstream().equals(route.optional("upstream", name -> name, ""))) {
            section.mistake("upstream", "is the upstream of the route itself");
        }
        section.end();
        return fallback;
    }

    static FixedAnswer answer(Section section) {
        FixedAnswer answer = new FixedAnswer(
                section.optional("status", Numbers::status, 200),
                section.optional("contentType", Values::text, "application/json"),
                section.required("body", text -> text, ""));
        section.end();
        return answer;
    }
}
