package io.gatehouse.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.pipeline.Body;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Where a body goes. It keeps what it gets, and insists that nothing comes that was not asked for, and nothing behind the end. */
public final class Target implements Flow.Subscriber<ByteBuffer> {
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final CountDownLatch over = new CountDownLatch(1);
    private final boolean greedy;
    private volatile Flow.@Nullable Subscription source;
    private volatile @Nullable Throwable failure;
    private volatile @Nullable ByteBuffer last;
    private volatile boolean asks;
    private volatile boolean complete;
    private final AtomicInteger parts = new AtomicInteger();
    private Runnable whenGiven = () -> {};

    /** One that asks when the test says so. */
    public Target() {
        this(false);
    }

    private Target(boolean greedy) {
        this.greedy = greedy;
    }

    /** One that asks for the next part as soon as it has got one. */
    public static Target greedy() {
        return new Target(true);
    }

    /** The whole of a body that comes by itself. */
    public static byte[] read(Body body) {
        if (body instanceof Body.Bytes bytes) {
            return bytes.content();
        }
        Target target = greedy();
        ((Body.Stream) body).content().subscribe(target);
        if (target.failure() != null) {
            throw new AssertionError("the body broke off", target.failure());
        }
        return target.received();
    }

    public static String text(Body body) {
        return new String(read(body), StandardCharsets.UTF_8);
    }

    /** Has something done each time just before a part is taken. */
    public void whenGiven(Runnable what) {
        whenGiven = what;
    }

    public void ask() {
        asks = true;
        source().request(1);
    }

    public void cancel() {
        source().cancel();
    }

    private Flow.Subscription source() {
        return Objects.requireNonNull(source);
    }

    /** Whether it has asked and not been given. */
    public boolean asks() {
        return asks;
    }

    public byte[] received() {
        return received.toByteArray();
    }

    /** What was received, as text. */
    public String text() {
        return received.toString(StandardCharsets.UTF_8);
    }

    /** Forgets what has been received so far. */
    public void forget() {
        received.reset();
    }

    /** How many parts came. */
    public int parts() {
        return parts.get();
    }

    /** The last part as it came. */
    public ByteBuffer last() {
        return Objects.requireNonNull(last);
    }

    public boolean isComplete() {
        return complete;
    }

    public @Nullable Throwable failure() {
        return failure;
    }

    /** Waits for the end, good or bad. */
    public void await() throws InterruptedException, TimeoutException {
        if (!over.await(15, TimeUnit.SECONDS)) {
            throw new TimeoutException("the body does not end; so far: " + text());
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        source = subscription;
        if (greedy) {
            ask();
        }
    }

    @Override
    public void onNext(ByteBuffer part) {
        assertThat(asks).as("asked for").isTrue();
        assertThat(over.getCount()).as("not behind the end").isEqualTo(1);
        whenGiven.run();
        byte[] bytes = new byte[part.remaining()];
        part.duplicate().get(bytes);
        received.writeBytes(bytes);
        last = part;
        parts.incrementAndGet();
        // Last of all: whoever sees it may ask for the next.
        asks = false;
        if (greedy) {
            ask();
        }
    }

    @Override
    public void onError(Throwable thrown) {
        assertThat(over.getCount()).as("ended once").isEqualTo(1);
        failure = thrown;
        over.countDown();
    }

    @Override
    public void onComplete() {
        assertThat(over.getCount()).as("ended once").isEqualTo(1);
        complete = true;
        over.countDown();
    }
}
