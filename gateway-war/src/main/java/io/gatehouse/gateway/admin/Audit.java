package io.gatehouse.gateway.admin;

import io.gatehouse.gateway.pipeline.Identity;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.RequestLog;
import io.gatehouse.gateway.pipeline.Response;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One line in the log for every action of an operator, and for every attempt of somebody who may not: who, by whose word, from where, what, and the
 * outcome.
 */
public final class Audit {
    private static final Logger LOG = RequestLog.loggerOf(Audit.class);

    private final BiConsumer<Level, String> lines;

    public Audit() {
        this((level, line) -> LOG.log(level, () -> line));
    }

    Audit(BiConsumer<Level, String> lines) {
        this.lines = lines;
    }

    void refused(Request request, @Nullable AdminResource resource, Response refusal) {
        if (resource != null && resource.role() == AdminRole.OPERATOR && request.identity() != null) {
            lines.accept(Level.WARNING, line(request, request.identity(), Integer.toString(refusal.status())));
        }
    }

    void done(Request request, AdminResource resource, @Nullable Response response) {
        if (resource.role() == AdminRole.OPERATOR && request.identity() != null) {
            String outcome = response == null ? "failed" : Integer.toString(response.status());
            lines.accept(Level.INFO, line(request, request.identity(), outcome));
        }
    }

    private static String line(Request request, Identity who, String outcome) {
        String query = request.head().query();
        // The issuer whole: it is one of those in the configuration, and tells two people of the same subject apart.
        return "audit: " + plain(who.name()) + " (" + plain(who.subject()) + " of " + who.issuer() + ") from "
                + request.client().address() + " " + request.head().method() + " "
                + request.head().path() + (query == null ? "" : "?" + plain(query)) + " -> " + outcome
                + RequestLog.ids(request);
    }

    /** Names come from tokens: none may begin a line of its own. */
    static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        text.codePoints().limit(100).forEach(c -> plain.appendCodePoint(Character.isISOControl(c) ? '?' : c));
        return plain.toString();
    }
}
