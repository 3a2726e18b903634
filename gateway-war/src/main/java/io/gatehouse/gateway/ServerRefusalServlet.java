package io.gatehouse.gateway;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.RequestLog;
import io.gatehouse.gateway.pipeline.Response;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** Where the server sends what it refuses before the gateway sees it ({@code /WEB-INF}), so that its pages are never seen. */
final class ServerRefusalServlet extends HttpServlet {
    private static final RequestLog LOG = RequestLog.of(ServerRefusalServlet.class);

    private final transient Gateway gateway;

    ServerRefusalServlet(Gateway gateway) {
        this.gateway = gateway;
    }

    @Override
    protected void service(HttpServletRequest servletRequest, HttpServletResponse servletResponse) {
        Failure failure = failure(servletRequest.getAttribute(RequestDispatcher.ERROR_STATUS_CODE));
        if (failure != Failure.NO_ROUTE) {
            // The server closes the connection by itself, but now and then serves first what was sent ahead.
            gateway.endedConnections().endWith(servletRequest);
            servletResponse.setHeader("Connection", "close");
        }
        Generation generation = gateway.current();
        Request request = ClientRequest.refused(servletRequest, generation.proxies());
        Observation seen = gateway.observe(request);
        var unused = generation.refuse(request, failure).thenAccept(response -> {
            seen.answered(response);
            write(request, response, servletResponse, seen);
        });
    }

    /** A client that asks for this address itself brings no status, and finds nothing here. */
    static Failure failure(@Nullable Object status) {
        int code = status instanceof Integer number ? number : 404;
        if (code == 404) {
            return Failure.NO_ROUTE;
        }
        return code >= 400 && code < 500 ? Failure.BAD_REQUEST : Failure.INTERNAL;
    }

    private static void write(
            Request request, Response response, HttpServletResponse servletResponse, Observation seen) {
        try {
            servletResponse.setStatus(response.status());
            response.headers().forEach(servletResponse::setHeader);
            if (response.body() instanceof Body.Bytes bytes) {
                servletResponse.getOutputStream().write(bytes.content());
            }
            seen.ended(response.body().length(), null);
        } catch (IOException gone) {
            seen.ended(0, Failure.CLIENT_GONE);
            LOG.log(Level.DEBUG, request, "the client left before it was refused", gone);
        }
    }
}
