package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.forward.ClientGone;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

class RequestBodyTest {
    private final List<Throwable> failures = new ArrayList<>();

    @Test
    void aStreamThatTheServerHasTakenBackEndsTheBody() {
        RequestBody body = new RequestBody(new TakenBack(), 10);
        body.subscribe(new Subscriber());

        body.onDataAvailable();

        assertThat(failures).singleElement().isInstanceOf(ClientGone.class);
    }

    private final class Subscriber implements Flow.Subscriber<ByteBuffer> {
        @Override
        public void onSubscribe(Flow.Subscription source) {
            source.request(1);
        }

        @Override
        public void onNext(ByteBuffer buffer) {}

        @Override
        public void onError(Throwable thrown) {
            failures.add(thrown);
        }

        @Override
        public void onComplete() {}
    }

    private static final class TakenBack extends ServletInputStream {
        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public boolean isReady() {
            throw new IllegalStateException("recycled");
        }

        @Override
        public void setReadListener(ReadListener listener) {}

        @Override
        public int read() {
            throw new IllegalStateException("recycled");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            throw new IllegalStateException("recycled");
        }
    }
}
