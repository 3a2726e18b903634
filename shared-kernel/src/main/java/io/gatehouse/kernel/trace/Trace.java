package io.gatehouse.kernel.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The position of the present work in its trace. With MicroProfile Telemetry switched on it is that of the current span,
 * which continues the trace that the request or the event came with.
 *
 * <p>Switched off, this server makes spans all the same, records none, and takes no notice of what came with a request:
 * each span begins a trace of its own. So what work came with is kept beside OpenTelemetry's context, and wins over a
 * span that does not belong to it.
 */
public final class Trace {
    /** The header, message property and CloudEvents attribute that carries a position. */
    public static final String PARENT = "traceparent";

    private static final ThreadLocal<SpanContext> GIVEN = ThreadLocal.withInitial(SpanContext::getInvalid);
    private static final HexFormat HEX = HexFormat.of();
    private static final TextMapGetter<String> ITSELF = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String traceparent) {
            return List.of(PARENT);
        }

        @Override
        public @Nullable String get(@Nullable String traceparent, String key) {
            return key.equals(PARENT) ? traceparent : null;
        }
    };

    private Trace() {}

    /** The present position in the form of {@value #PARENT}; that of a new trace when the work belongs to none. */
    public static String here() {
        SpanContext here = position();
        return text(here.isValid() ? here : begin());
    }

    /** The id of the present trace, 32 hexadecimal digits; null when the work belongs to none. */
    public static @Nullable String id() {
        SpanContext here = position();
        return here.isValid() ? here.getTraceId() : null;
    }

    /** Does work that came with a position, or in a new trace when the text is none. */
    public static void within(@Nullable String traceparent, Runnable work) {
        SpanContext said = parse(traceparent);
        SpanContext before = enter(said.isValid() ? said : begin());
        try {
            work.run();
        } finally {
            enter(before);
        }
    }

    /** For a span that continues a position; it begins a trace when the text is none. */
    public static Context parent(@Nullable String traceparent) {
        return Context.root().with(Span.wrap(parse(traceparent)));
    }

    /** The position of a span in the form of {@value #PARENT}. */
    public static String at(Span span) {
        return text(span.getSpanContext());
    }

    /** Whether a text is a position. */
    public static boolean isPosition(@Nullable String traceparent) {
        return parse(traceparent).isValid();
    }

    /** Lets this thread work at a position, or at none if it is not valid; returns where it worked before. */
    static SpanContext enter(SpanContext position) {
        SpanContext before = GIVEN.get();
        if (position.isValid()) {
            GIVEN.set(position);
        } else {
            GIVEN.remove();
        }
        return before;
    }

    /** Not valid for what is not understood. */
    static SpanContext parse(@Nullable String traceparent) {
        return traceparent == null
                ? SpanContext.getInvalid()
                : Span.fromContext(W3CTraceContextPropagator.getInstance().extract(Context.root(), traceparent, ITSELF))
                        .getSpanContext();
    }

    private static SpanContext position() {
        SpanContext given = GIVEN.get();
        SpanContext span = Span.current().getSpanContext();
        return given.isValid() && !span.getTraceId().equals(given.getTraceId()) ? given : span;
    }

    private static SpanContext begin() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        // An id of zeros is none; the lowest bit keeps it from that.
        String trace = HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextLong() | 1);
        String span = HEX.toHexDigits(random.nextLong() | 1);
        return SpanContext.create(trace, span, TraceFlags.getSampled(), TraceState.getDefault());
    }

    private static String text(SpanContext position) {
        return "00-" + position.getTraceId() + "-" + position.getSpanId() + "-"
                + position.getTraceFlags().asHex();
    }
}
