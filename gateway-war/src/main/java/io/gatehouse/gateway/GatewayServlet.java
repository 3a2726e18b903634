package io.gatehouse.gateway;

import io.gatehouse.gateway.forward.ClientGone;
import io.gatehouse.gateway.forward.UpstreamFailure;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where requests come in and answers go out. It does not wait in between. */
final class GatewayServlet extends HttpServlet {
    private static final Logger LOG = System.getLogger(GatewayServlet.class.getName());
    /** How long a client may take nothing of an answer that waits for it. */
    private static final Duration STALL = Duration.ofSeconds(30);

    private final transient Gateway gateway;

    GatewayServlet(Gateway gateway) {
        this.gateway = gateway;
    }

    @Override
    protected void service(HttpServletRequest servletRequest, HttpServletResponse servletResponse) throws IOException {
        Generation generation = gateway.current();
        Request request =
                ClientRequest.of(servletRequest, generation::match, generation.proxies(), gateway.clients());
        if (UpgradeExchange.isAskedFor(servletRequest, request)) {
            UpgradeExchange.begin(servletRequest, servletResponse, request, generation, patience());
            return;
        }
        AsyncContext async = servletRequest.startAsync(servletRequest, servletResponse);
        // The pipeline has its own deadlines.
        async.setTimeout(0);
        var unused = generation.answer(request).whenComplete((response, thrown) -> {
            if (response == null) {
                LOG.log(Level.ERROR, "request " + request.id() + " got no answer", thrown);
                breakOff(request, async, Failure.INTERNAL);
            } else {
                write(request, response, async);
            }
        });
    }

    // Whatever goes wrong here, the request must end: nobody else would end it.
    @SuppressWarnings("IllegalCatch")
    private void write(Request request, Response response, AsyncContext async) {
        if (response.refusal() != null && response.refusal().failure() == Failure.CLIENT_GONE) {
            // There is nobody to write to, and the answer has been counted.
            cut(request, async);
            return;
        }
        try {
            HttpServletResponse out = (HttpServletResponse) async.getResponse();
            out.setStatus(response.status());
            ClientHeaders.write(response.headers(), out, async.getRequest());
            if (response.refusal() != null && request.body() instanceof Body.Stream) {
                // The rest of the refused body is not wanted.
                out.setHeader("Connection", "close");
            }
            if (request.head().method().equals("HEAD")) {
                async.complete();
            } else {
                writeBody(request, response, out, async);
            }
        } catch (IOException | IllegalStateException gone) {
            unread(response);
            finish(request, async, new ClientGone(gone));
        } catch (RuntimeException thrown) {
            LOG.log(Level.ERROR, "the answer to request " + request.id() + " cannot be written", thrown);
            unread(response);
            breakOff(request, async, Failure.INTERNAL);
        }
    }

    private static void unread(Response response) {
        if (response.body() instanceof Body.Stream stream) {
            stream.discard();
        }
    }

    private void writeBody(Request request, Response response, HttpServletResponse out, AsyncContext async)
            throws IOException {
        Body body = response.body();
        boolean refused = response.refusal() != null;
        ResponseWriter writer = new ResponseWriter(out.getOutputStream(), body.length(), patience(), cause -> {
            if (refused && cause == null) {
                LingeringClose.of(request, gateway.deadlines(), out::flushBuffer, () -> complete(request, async));
            } else {
                finish(request, async, cause);
            }
        });
        if (body instanceof Body.Stream stream) {
            stream.content().subscribe(writer);
        } else if (body instanceof Body.Bytes bytes) {
            writer.writeAll(bytes.content());
        }
    }

    private ResponseWriter.Patience patience() {
        return new ResponseWriter.Patience(gateway.deadlines(), STALL);
    }

    private void finish(Request request, AsyncContext async, @Nullable Throwable cause) {
        if (cause == null) {
            complete(request, async);
            return;
        }
        Failure failure = UpstreamFailure.of(cause);
        // What clients do is nothing to look after here.
        LOG.log(
                failure.status() < 500 ? Level.DEBUG : Level.WARNING,
                () -> failure + ": request " + request.id() + " broke off: " + cause);
        breakOff(request, async, failure);
    }

    private void breakOff(Request request, AsyncContext async, Failure failure) {
        gateway.counters().broken(request.route().id(), failure);
        cut(request, async);
    }

    private static void cut(Request request, AsyncContext async) {
        try {
            ClientConnection.cut(async.getRequest());
        } finally {
            complete(request, async);
        }
    }

    private static void complete(Request request, AsyncContext async) {
        try {
            async.complete();
        } catch (IllegalStateException taken) {
            LOG.log(Level.DEBUG, () -> "request " + request.id() + " was ended by the server: " + taken);
        }
    }
}
