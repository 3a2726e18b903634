package io.gatehouse.gateway.telemetry;

import io.gatehouse.gateway.pipeline.Chain;
import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Filter;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.pipeline.TraceParent;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Tells upstreams where in its trace a request stands (W3C Trace Context). {@code tracestate} passes unchanged with a trace that the client
 * began; with another it would be somebody else's.
 */
public final class TraceFilter implements Filter {
    private static final String POSITION = "traceparent";
    private static final String STATE = "tracestate";
    /** What must be passed on at least (section 3.3.1.5 of the recommendation), and at most here. */
    private static final int LONGEST_STATE = 512;

    /** The gateway's own position in the trace that the client names, or in a new one. */
    public static TraceParent position(Headers headers) {
        return TraceParent.within(headers.count(POSITION) > 1 ? null : headers.first(POSITION));
    }

    @Override
    public CompletionStage<Response> apply(Request request, Chain next) {
        TraceParent trace = request.span().trace();
        Headers headers = request.headers().with(POSITION, trace.toString());
        String state = headers.first(STATE);
        boolean passes = trace.continued() && isShort(state);
        return next.proceed(request.with(passes ? headers : headers.without(STATE)));
    }

    @Override
    public Decision explain(Request request) {
        return Decision.passes(
                request.span().trace().continued() ? "continues the client's trace" : "begins a new trace");
    }

    private static boolean isShort(@Nullable String state) {
        return state == null || state.length() <= LONGEST_STATE;
    }
}
