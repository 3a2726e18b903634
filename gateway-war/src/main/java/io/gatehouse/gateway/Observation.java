package io.gatehouse.gateway;

import io.gatehouse.gateway.accesslog.AccessLine;
import io.gatehouse.gateway.accesslog.AccessLine.Traffic;
import io.gatehouse.gateway.accesslog.AccessLog;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Origin;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.telemetry.Figures;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One request as it is seen from outside: told of its answer and of its end, it tells the figures and the access log, once. */
final class Observation {
    private static final String EVENT_STREAM = "text/event-stream";

    private final Request request;
    private final Figures figures;
    private final Supplier<@Nullable AccessLog> log;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile @Nullable Response response;
    private volatile long answeredNanos;
    private volatile @Nullable LongSupplier tunnelled;

    private Observation(Request request, Figures figures, Supplier<@Nullable AccessLog> log) {
        this.request = request;
        this.figures = figures;
        this.log = log;
    }

    /** Of a request that has just come in. */
    static Observation begin(Request request, Figures figures, Supplier<@Nullable AccessLog> log) {
        figures.begun(request.route().id());
        return new Observation(request, figures, log);
    }

    /** The head of the answer is here. */
    void answered(Response answer) {
        response = answer;
        answeredNanos = System.nanoTime();
    }

    /** From here on the connection carries another protocol, and this is how many bytes came from the client. */
    void tunnels(LongSupplier received) {
        tunnelled = received;
    }

    /**
     * Nothing of the request will come or go any more.
     *
     * @param written how much of the answer's body went out, in bytes
     * @param brokenOff why the rest did not; null when all did
     */
    void ended(long written, @Nullable Failure brokenOff) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        long now = System.nanoTime();
        Response answer = response;
        Failure broken = brokenOff != null ? brokenOff : request.span().failure();
        int status = answer != null ? answer.status() : broken != null ? broken.status() : 500;
        Failure failure = broken != null || answer == null || answer.refusal() == null
                ? broken
                : answer.refusal().failure();
        Origin origin = answer == null ? null : answer.origin();
        LongSupplier tunnel = tunnelled;
        long bytesIn = tunnel != null ? tunnel.getAsLong() : read(request.body());
        long total = now - request.span().begunNanos();
        Figures.Ending ending = new Figures.Ending(
                request.route().id(), status, failure, broken != null, origin, bytesIn, written, took(answer, total));
        Traffic traffic = new Traffic(bytesIn, written, total, answer == null ? -1 : now - answeredNanos);
        figures.ended(ending, () -> log(ending, answer, traffic));
    }

    private void log(Figures.Ending ending, @Nullable Response answer, Traffic traffic) {
        AccessLog current = log.get();
        if (current != null) {
            Headers headers = answer == null ? Headers.EMPTY : answer.headers();
            current.add(AccessLine.of(request, ending.status(), headers, ending.origin(), ending.failure(), traffic));
        }
    }

    /** What stays open for as long as its client likes says nothing about the gateway's speed after its head. */
    private long took(@Nullable Response answer, long total) {
        boolean lasting = answer != null
                && (answer.body() instanceof Body.Tunnel
                        || isEventStream(answer.headers().first("Content-Type")));
        return lasting ? answeredNanos - request.span().begunNanos() : total;
    }

    private static boolean isEventStream(@Nullable String type) {
        return type != null && type.regionMatches(true, 0, EVENT_STREAM, 0, EVENT_STREAM.length());
    }

    private static long read(Body body) {
        if (body instanceof Body.Stream stream) {
            return stream.content() instanceof RequestBody streamed ? streamed.received() : 0;
        }
        return body.length();
    }
}
