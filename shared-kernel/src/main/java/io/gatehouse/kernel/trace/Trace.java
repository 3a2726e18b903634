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
 * The position of the present work in its trace. OpenTelemetry's context holds it, also when the server records no
 * spans: then it is the position that the request or the event came with.
 */
public final class Trace {
    /** The header, message property and CloudEvents attribute that carries a position. */
    public static final String PARENT = "traceparent";

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
        SpanContext here = Span.current().getSpanContext();
        return text(here.isValid() ? here : begin());
    }

    /** The id of the present trace, 32 hexadecimal digits; null when the work belongs to none. */
    public static @Nullable String id() {
        SpanContext here = Span.current().getSpanContext();
        return here.isValid() ? here.getTraceId() : null;
    }

    /** For work that goes on where the text says, or in a new trace when it says nothing that is understood. */
    public static Context at(@Nullable String traceparent) {
        Context found = traceparent == null
                ? Context.root()
                : W3CTraceContextPropagator.getInstance().extract(Context.root(), traceparent, ITSELF);
        return Span.fromContext(found).getSpanContext().isValid() ? found : found.with(Span.wrap(begin()));
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
