package io.gatehouse.gateway.forward;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Response;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.impl.BasicEntityDetails;
import org.apache.hc.core5.http.nio.AsyncClientEndpoint;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * An exchange on the wire: what the connection calls as it can write and as it has read. It ends in one of two ways,
 * exactly once: the answer is through and the connection goes back to the pool, or something broke and the connection is closed.
 */
final class UpstreamCall implements AsyncClientExchangeHandler, Deadlines.Expiring {
    private final UpstreamRequest request;
    private final Listener listener;
    private final RequestBodySender sender;
    private final ResponseBody answer =
            new ResponseBody(() -> abort(new CancellationException("the client wants no more")));
    private final AtomicBoolean answered = new AtomicBoolean();
    private final AtomicBoolean over = new AtomicBoolean();
    private final Runnable whenOver;
    private volatile boolean requestSent;
    private volatile @Nullable AsyncClientEndpoint endpoint;

    /** Who hears the head of the answer, or why there will be none. */
    interface Listener {
        void connected();

        void answered(Response upstreamResponse);

        void failed(Throwable cause);
    }

    UpstreamCall(UpstreamRequest request, Listener listener, Consumer<UpstreamCall> whenOver) {
        this.request = request;
        this.listener = listener;
        this.sender = new RequestBodySender(request.body(), this::abort);
        this.whenOver = () -> whenOver.accept(this);
    }

    /** A connection is there. */
    void begin(AsyncClientEndpoint connection, HttpContext context) {
        endpoint = connection;
        listener.connected();
        if (over.get()) {
            connection.releaseAndDiscard();
            return;
        }
        connection.execute(this, null, context);
        if (request.body() instanceof Body.Stream stream) {
            stream.content().subscribe(sender);
        }
    }

    @Override
    public void produceRequest(RequestChannel channel, HttpContext context) throws HttpException, IOException {
        UpstreamMessage message = new UpstreamMessage(request.method(), request.host(), request.target());
        request.headers().forEach((name, value) -> {
            // The connection frames the message itself.
            if (!name.equalsIgnoreCase("Content-Length")) {
                message.addHeader(name, value);
            }
        });
        boolean hasBody = request.hasBody();
        requestSent = !hasBody;
        channel.sendRequest(
                message, hasBody ? new BasicEntityDetails(request.body().length(), null) : null, context);
    }

    @Override
    public int available() {
        return requestSent ? 0 : sender.available();
    }

    @Override
    public void produce(DataStreamChannel channel) throws IOException {
        sender.produce(channel);
        requestSent = sender.isEnded();
    }

    @Override
    public void consumeInformation(HttpResponse response, HttpContext context) {
        // 1xx concerns this connection; the client gets its own from the server.
    }

    @Override
    public void consumeResponse(HttpResponse response, @Nullable EntityDetails entity, HttpContext context) {
        if (!answered.compareAndSet(false, true)) {
            return;
        }
        Body body = entity == null ? Body.EMPTY : new Body.Stream(answer, entity.getContentLength());
        if (entity == null) {
            settle();
        }
        listener.answered(new Response(response.getCode(), endToEnd(response, entity), body));
    }

    private static Headers endToEnd(HttpResponse response, @Nullable EntityDetails entity) {
        Set<String> named = HopByHopHeaders.namedIn(Arrays.stream(response.getHeaders("Connection"))
                .map(UpstreamCall::valueOf)
                .iterator());
        boolean framedOtherwise = entity != null && entity.getContentLength() < 0;
        Headers.Builder headers = new Headers.Builder();
        for (Header header : response.getHeaders()) {
            String name = header.getName();
            if (!HopByHopHeaders.contains(name)
                    && !named.contains(name)
                    && !(framedOtherwise && name.equalsIgnoreCase("Content-Length"))) {
                headers.add(name, valueOf(header));
            }
        }
        return headers.build();
    }

    private static String valueOf(Header header) {
        String value = header.getValue();
        return value == null ? "" : value;
    }

    @Override
    public void updateCapacity(CapacityChannel channel) {
        answer.window(channel);
    }

    @Override
    public void consume(ByteBuffer source) {
        answer.offer(source);
    }

    @Override
    public void streamEnd(@Nullable List<? extends Header> trailers) {
        settle();
        answer.end();
    }

    /** The answer is through. With an upstream that answered before it had read the whole request, no more can be said. */
    private void settle() {
        AsyncClientEndpoint connection = endpoint;
        if (connection == null || !over.compareAndSet(false, true)) {
            return;
        }
        if (requestSent) {
            connection.releaseAndReuse();
        } else {
            connection.releaseAndDiscard();
            sender.cancel();
        }
        whenOver.run();
    }

    @Override
    public void failed(Exception cause) {
        abort(cause);
    }

    @Override
    public void cancel() {
        abort(new ConnectionClosedException("the connection was closed"));
    }

    @Override
    public void releaseResources() {
        // The connection calls this last, whatever happened; it matters when nothing else was called.
        abort(new ConnectionClosedException("the connection was closed"));
    }

    /** Time is up. Whose fault that is shows in who was being waited for. */
    @Override
    public void expired() {
        boolean client = sender.waitsForClient() || answer.waitsForClient();
        abort(client ? new ClientTooSlow() : new TimeoutException("no complete answer in time"));
    }

    /** Breaks the exchange off, from whichever side; the first reason counts. */
    void abort(Throwable cause) {
        if (!over.compareAndSet(false, true)) {
            return;
        }
        AsyncClientEndpoint connection = endpoint;
        if (connection != null) {
            connection.releaseAndDiscard();
        }
        sender.cancel();
        whenOver.run();
        if (answered.compareAndSet(false, true)) {
            listener.failed(cause);
        } else {
            answer.fail(cause);
        }
    }
}
