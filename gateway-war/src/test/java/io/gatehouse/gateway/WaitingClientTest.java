package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.pipeline.Client;
import io.gatehouse.gateway.pipeline.Headers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WaitingClientTest {
    private final List<String> heard = new ArrayList<>();
    private final WaitingClient client = new WaitingClient(
            Client.Presence.UNKNOWN, message -> heard.add(new String(message, StandardCharsets.ISO_8859_1)));

    @Test
    void hearsWhatComesBeforeItsAnswer() {
        client.interim(103, Headers.of("Link", "</a>", "Link", "\u00e4"));
        client.interim(102, Headers.EMPTY);

        assertThat(heard)
                .containsExactly(
                        "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\nLink: \u00e4\r\n\r\n",
                        "HTTP/1.1 102 Processing\r\n\r\n");
    }

    /** What an attempt that was given up says later would end up in the answer, or in that to the next request. */
    @Test
    void hearsNothingOnceItsAnswerHasBegun() {
        client.answered();
        client.interim(103, Headers.EMPTY);

        assertThat(heard).isEmpty();
    }

    @Test
    void hasItsAnswerWaitForWhatItIsHearing() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        WaitingClient slow = new WaitingClient(Client.Presence.UNKNOWN, message -> {
            writing.countDown();
            await(goOn);
        });
        Thread hint = new Thread(() -> slow.interim(103, Headers.EMPTY));
        Thread answer = new Thread(slow::answered);

        hint.start();
        await(writing);
        answer.start();
        while (answer.getState() != Thread.State.BLOCKED) {
            assertThat(answer.getState()).isNotEqualTo(Thread.State.TERMINATED);
            Thread.onSpinWait();
        }
        goOn.countDown();

        hint.join(10_000);
        answer.join(10_000);
        assertThat(answer.isAlive()).isFalse();
    }

    @Test
    void hearsNoneThatCouldBeReadAsTwo() {
        client.interim(103, Headers.of("Link", "</a>\rX: y"));
        client.interim(103, Headers.of("Link: x", "</a>"));

        assertThat(heard).isEmpty();
    }

    @Test
    void hearsOnlySoMuch() {
        Headers large = Headers.of("X", "x".repeat(10_000));
        for (int i = 0; i < 10; i++) {
            client.interim(103, large);
        }

        assertThat(heard).hasSize(6);
        assertThat(heard.stream().mapToInt(String::length).sum()).isLessThan(WaitingClient.MOST_BYTES);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
