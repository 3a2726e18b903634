package io.gatehouse.gateway.cache;

import io.gatehouse.gateway.pipeline.Serialized;
import java.io.EOFException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A body on its way to the client that is copied as it passes.
 *
 * <p>As long as there is a copy, the upstream is read as fast as it sends: the bytes take their place in memory anyway, and others who wait
 * for the same answer must not have to wait for a slow client. The client takes its bytes out of the copy. When the copy is given up, because
 * it would become too large, the client gets what is in it, and from then on the upstream is read only as fast as the client takes.
 *
 * <p>Several sides meet here: whoever brings bytes, whoever asks for them, and whoever cancels. They only note what happened; one of
 * them works for all.
 */
final class BodyCopy extends Serialized
        implements Flow.Publisher<ByteBuffer>, Flow.Subscription, Flow.Subscriber<ByteBuffer> {
    private static final int FIRST = 8 * 1024;

    private final Keeper keeper;
    private final long declared;
    private final long limit;
    private volatile Flow.@Nullable Subscription source;
    private volatile Flow.@Nullable Subscriber<? super ByteBuffer> client;
    private volatile @Nullable ByteBuffer arrived;
    private volatile boolean requested;
    private volatile boolean complete;
    private volatile boolean cancelled;
    private volatile @Nullable Throwable failure;
    // From here on only the work looks.
    private byte[] copy = new byte[0];
    private int size;
    private int given;
    private boolean copying = true;
    private boolean asked;
    private boolean closed;

    /** Who wants the copy. Called from within the flow: must not block. */
    interface Keeper {
        /** Whether the copy may take so many bytes more of memory. */
        boolean reserve(int bytes);

        /** All is copied; nothing else will be called. */
        void complete(byte[] content);

        /** There will be no copy; nothing else will be called. */
        void givenUp();

        /** The client is gone: whether the copy is still wanted. */
        boolean wantedWithoutClient();
    }

    /**
     * A copy that has not begun.
     *
     * @param declared the length of the body, within the limit; -1 when it is not known
     * @param limit the most bytes that are copied; fewer than fit into an array
     */
    BodyCopy(long declared, long limit, Keeper keeper) {
        this.declared = declared;
        this.limit = limit;
        this.keeper = keeper;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> one) {
        one.onSubscribe(this);
        client = one;
        signal();
    }

    /** There is no client, only a copy to make. */
    void withoutClient() {
        cancel();
    }

    @Override
    public void request(long n) {
        requested = true;
        signal();
    }

    @Override
    public void cancel() {
        cancelled = true;
        signal();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        source = subscription;
        signal();
    }

    @Override
    public void onNext(ByteBuffer buffer) {
        arrived = buffer;
        signal();
    }

    @Override
    public void onComplete() {
        complete = true;
        signal();
    }

    @Override
    public void onError(Throwable thrown) {
        failure = thrown;
        signal();
    }

    @Override
    protected void work() {
        Flow.Subscription from = source;
        if (closed || from == null) {
            return;
        }
        // Once, and before what arrived: the last part may come just now, and the end behind it.
        boolean last = complete;
        keep(last);
        if (cancelled && !closed && !(copying && keeper.wantedWithoutClient())) {
            closed = true;
            giveUp();
            from.cancel();
            return;
        }
        give(last);
        if (!closed && !asked && arrived == null && !complete && wantsMore()) {
            asked = true;
            from.request(1);
        }
    }

    private boolean wantsMore() {
        return copying || (requested && given == size);
    }

    private void keep(boolean last) {
        ByteBuffer buffer = arrived;
        if (buffer != null) {
            asked = false;
        }
        if (buffer != null && copying) {
            int more = buffer.remaining();
            if (room(more)) {
                buffer.get(copy, size, more);
                size += more;
                arrived = null;
            } else {
                giveUp();
            }
        }
        if (failure != null) {
            giveUp();
        } else if (copying && arrived == null && (size == declared || last)) {
            finish();
        }
    }

    private boolean room(int more) {
        if (size + (long) more > (declared < 0 ? limit : declared)) {
            return false;
        }
        if (size + more <= copy.length) {
            return true;
        }
        long roomy = Math.max(Math.max(FIRST, size + more), 2L * copy.length);
        int wanted = (int) (declared < 0 ? Math.min(limit, roomy) : declared);
        if (!keeper.reserve(wanted - copy.length)) {
            return false;
        }
        // What has been given of the old array stays as it is.
        copy = Arrays.copyOf(copy, wanted);
        return true;
    }

    /** As soon as the last declared byte is here, and before the client gets it: who comes next finds the answer stored. */
    private void finish() {
        copying = false;
        if (declared >= 0 && size != declared) {
            failure = new EOFException("the body ended after " + size + " of " + declared + " bytes");
            keeper.givenUp();
        } else {
            keeper.complete(copy.length == size ? copy : Arrays.copyOf(copy, size));
        }
        // With the client gone, nothing is left to do but to let the upstream end its message.
        closed = cancelled;
    }

    private void giveUp() {
        if (copying) {
            copying = false;
            keeper.givenUp();
        }
    }

    private void give(boolean last) {
        Flow.Subscriber<? super ByteBuffer> to = client;
        if (to == null || closed || cancelled) {
            return;
        }
        Throwable broken = failure;
        if (broken != null) {
            closed = true;
            giveUp();
            to.onError(broken);
            return;
        }
        ByteBuffer next = requested ? next() : null;
        if (next != null) {
            requested = false;
            to.onNext(next);
        }
        if (last && !cancelled && arrived == null && given == size) {
            closed = true;
            to.onComplete();
        }
    }

    private @Nullable ByteBuffer next() {
        if (given < size) {
            ByteBuffer part = ByteBuffer.wrap(copy, given, size - given);
            given = size;
            return part;
        }
        ByteBuffer passing = arrived;
        arrived = null;
        if (!copying) {
            copy = new byte[0];
            size = 0;
            given = 0;
        }
        return passing;
    }
}
