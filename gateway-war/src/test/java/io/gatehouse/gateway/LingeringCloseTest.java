package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.forward.Deadlines;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Client;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.routing.Match;
import io.gatehouse.gateway.routing.RequestHead;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LingeringCloseTest {
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Deadlines deadlines = new Deadlines(clock);
    private final List<String> steps = new ArrayList<>();

    @AfterEach
    void tearDown() {
        clock.shutdownNow();
    }

    private void close(Body body, LingeringClose.Flush flush) {
        Request request = new Request(
                "id",
                RequestHead.malformed("POST"),
                new Match.NoRoute(),
                new Client("192.0.2.1", "http", null),
                Headers.EMPTY,
                body,
                null);
        LingeringClose.of(request, deadlines, flush, () -> steps.add("end"));
    }

    private void flushed() {
        steps.add("flush");
    }

    private static Body.Stream stream(RequestBody body) {
        return new Body.Stream(body, 3);
    }

    @Test
    void aRequestWithoutABodyOnItsWayEndsAtOnce() {
        close(Body.EMPTY, this::flushed);

        assertThat(steps).containsExactly("end");
    }

    @Test
    void theAnswerGoesFirstAndTheEndComesWhenTheBodyHasCome() {
        RequestBody body = new RequestBody(new ThreeBytes(), 3);
        close(stream(body), this::flushed);
        assertThat(steps).containsExactly("flush");

        body.onDataAvailable();

        assertThat(steps).containsExactly("flush", "end");
    }

    @Test
    void aClientThatCannotBeAnsweredIsNotWaitedFor() {
        close(stream(new RequestBody(new ThreeBytes(), 3)), () -> {
            throw new IOException("reset");
        });

        assertThat(steps).containsExactly("end");
    }

    private static final class ThreeBytes extends ServletInputStream {
        private int left = 3;

        @Override
        public boolean isFinished() {
            return left == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public int available() {
            return left;
        }

        @Override
        public void setReadListener(ReadListener listener) {}

        @Override
        public int read() {
            throw new UnsupportedOperationException("byte by byte");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            int count = Math.min(length, left);
            left -= count;
            return count == 0 ? -1 : count;
        }
    }
}
