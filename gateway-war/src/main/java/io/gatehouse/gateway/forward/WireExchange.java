package io.gatehouse.gateway.forward;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Response;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.impl.BasicEntityDetails;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** A call on the wire: what the connection calls as it can write and as it has read. */
final class WireExchange implements AsyncClientExchangeHandler {
    private final UpstreamCall call;
    private final Lease lease;
    private final RequestBodySender sender;
    private volatile boolean started;
    private volatile boolean requestSent;
    private volatile boolean answering;
    private volatile boolean headRead;
    private volatile boolean reusable;
    private @Nullable Response held;

    WireExchange(UpstreamCall call, Lease lease) {
        this.call = call;
        this.lease = lease;
        this.sender = new RequestBodySender(call.request().body(), call::abort);
    }

    Lease lease() {
        return lease;
    }

    /** Whether some of the request may have been sent. */
    boolean isStarted() {
        return started;
    }

    /** Whether something of an answer has come, be it an interim one. */
    boolean isAnswering() {
        return answering;
    }

    /** Whether the client's next bytes are all that is missing. */
    boolean waitsForClient() {
        return !requestSent && sender.waitsForClient();
    }

    @Override
    public void produceRequest(RequestChannel channel, HttpContext context) throws HttpException, IOException {
        started = true;
        UpstreamRequest request = call.request();
        boolean hasBody = request.hasBody();
        channel.sendRequest(
                request.message(),
                hasBody ? new BasicEntityDetails(request.body().length(), null) : null,
                context);
        if (!hasBody) {
            sent();
        } else if (request.body() instanceof Body.Stream stream) {
            stream.content().subscribe(sender);
        }
    }

    private void sent() {
        requestSent = true;
        if (!headRead) {
            call.timer().waitFor(CallTimer.Wait.FIRST_BYTE, System.nanoTime());
        }
    }

    @Override
    public int available() {
        return requestSent ? 0 : sender.available();
    }

    @Override
    public void produce(DataStreamChannel channel) throws IOException {
        sender.produce(channel);
        if (sender.isEnded()) {
            sent();
        } else {
            call.timer().moved(System.nanoTime());
        }
    }

    /** {@code 100} is about the body on this connection; the client has had its own from the server. The others are for the client. */
    @Override
    public void consumeInformation(HttpResponse response, HttpContext context) throws HttpException {
        answering = true;
        if (response.getCode() == HttpStatus.SC_SWITCHING_PROTOCOLS) {
            throw new ProtocolException("switches protocols unasked");
        }
        call.timer().moved(System.nanoTime());
        if (response.getCode() > HttpStatus.SC_CONTINUE) {
            call.request().presence().interim(response.getCode(), UpstreamHeaders.endToEnd(response, -1));
        }
    }

    @Override
    public void consumeResponse(HttpResponse response, @Nullable EntityDetails entity, HttpContext context) {
        answering = true;
        reusable = DefaultConnectionReuseStrategy.INSTANCE.keepAlive(null, response, context);
        headRead = true;
        call.timer().answered(UpstreamHeaders.isEventStream(response), System.nanoTime());
        long length = entity == null ? 0 : entity.getContentLength();
        Body body = entity == null ? Body.EMPTY : new Body.Stream(call.answer(), length);
        if (entity == null) {
            settle();
        }
        Response head = new Response(response.getCode(), UpstreamHeaders.endToEnd(response, length), body);
        if (length > 0) {
            held = head;
        } else {
            call.head(head);
        }
    }

    /** A head that promises bytes is told with the first of them: should none come, the client can still be told why. */
    private void release() {
        Response head = held;
        if (head != null) {
            held = null;
            call.head(head);
        }
    }

    @Override
    public void updateCapacity(CapacityChannel channel) {
        call.answer().window(channel);
    }

    @Override
    public void consume(ByteBuffer source) {
        call.timer().moved(System.nanoTime());
        call.answer().offer(source);
        release();
    }

    /** Trailers end here (RFC 9110 section 6.5.1 leaves it to the recipient): nobody asked for any, for TE is not forwarded. */
    @Override
    public void streamEnd(@Nullable List<? extends Header> trailers) {
        settle();
        call.answer().end();
    }

    /** The answer is through. With an upstream that answered before it had read the whole request, no more can be said. */
    private void settle() {
        if (!call.settle()) {
            return;
        }
        if (requestSent && reusable) {
            lease.giveBack();
        } else {
            breakOff();
        }
    }

    /** Nothing more is to be sent or read. */
    void breakOff() {
        lease.discard();
        sender.cancel();
    }

    @Override
    public void failed(Exception cause) {
        call.broken(this, cause);
    }

    @Override
    public void cancel() {
        call.broken(this, new ConnectionClosedException("the connection was closed"));
    }

    /** The connection calls this last, whatever happened; it matters when nothing else was called. */
    @Override
    public void releaseResources() {
        if (call.isOn(this)) {
            cancel();
        }
    }
}
