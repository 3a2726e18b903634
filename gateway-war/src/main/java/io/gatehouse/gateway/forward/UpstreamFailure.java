package io.gatehouse.gateway.forward;

import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Response;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Which {@link Failure} an exchange that broke is. */
public final class UpstreamFailure {
    private UpstreamFailure() {}

    /** The failure behind an exception; exceptions that wrap another are looked through. */
    public static Failure of(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            Failure failure = known(cause);
            if (failure != null) {
                return failure;
            }
        }
        return Failure.UPSTREAM_BROKEN;
    }

    private static @Nullable Failure known(Throwable cause) {
        if (cause instanceof BodyTooLarge) {
            return Failure.BODY_TOO_LARGE;
        }
        if (cause instanceof ClientGone) {
            return Failure.CLIENT_GONE;
        }
        if (cause instanceof MalformedBody) {
            return Failure.BAD_REQUEST;
        }
        if (cause instanceof CancellationException) {
            return Failure.DRAINING;
        }
        if (cause instanceof ClientTooSlow) {
            return Failure.CLIENT_TOO_SLOW;
        }
        if (cause instanceof HostPool.PoolExhausted) {
            return Failure.POOL_EXHAUSTED;
        }
        if (cause instanceof UpstreamCall.ConnectTimeout) {
            return Failure.UPSTREAM_CONNECT_TIMEOUT;
        }
        if (cause instanceof SSLException) {
            return Failure.UPSTREAM_TLS;
        }
        if (cause instanceof TimeoutException || cause instanceof InterruptedIOException) {
            return Failure.UPSTREAM_TIMEOUT;
        }
        if (cause instanceof ConnectException
                || cause instanceof UnknownHostException
                || cause instanceof NoRouteToHostException) {
            return Failure.UPSTREAM_UNREACHABLE;
        }
        return cause instanceof CompletionException ? null : Failure.UPSTREAM_BROKEN;
    }

    static Response response(Throwable thrown, String upstream) {
        Failure failure = of(thrown);
        return failure.because(
                switch (failure) {
                    case BODY_TOO_LARGE -> BodyTooLarge.DETAIL;
                    case BAD_REQUEST -> "The request body is not in the coding that its header names.";
                    case CLIENT_GONE -> "The connection was closed before the answer.";
                    case DRAINING -> "The gateway ended before the service " + upstream + " answered.";
                    case CLIENT_TOO_SLOW -> "The request did not arrive in time.";
                    case POOL_EXHAUSTED -> "All connections to the service " + upstream + " are in use.";
                    case UPSTREAM_TLS -> "No secure connection to the service " + upstream + " can be made.";
                    case UPSTREAM_CONNECT_TIMEOUT ->
                        "The service " + upstream + " did not accept a connection in time.";
                    case UPSTREAM_TIMEOUT ->
                        "The service " + upstream + " did not answer in time: " + waitedFor(thrown) + ".";
                    case UPSTREAM_UNREACHABLE -> "The service " + upstream + " cannot be reached at the moment.";
                    default -> "The service " + upstream + " broke off or sent what is not HTTP.";
                });
    }

    private static String waitedFor(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeoutException && cause.getMessage() != null) {
                return cause.getMessage();
            }
        }
        return "it was silent";
    }
}
