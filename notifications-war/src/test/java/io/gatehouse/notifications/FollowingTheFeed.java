package io.gatehouse.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.json.Json;
import io.gatehouse.kernel.testing.ServiceClient;
import io.gatehouse.kernel.testing.ServiceClient.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How clients are told while they listen. */
interface FollowingTheFeed extends Situation {
    /** As many as this server takes: arquillian.xml. */
    int MOST_STREAMS = 40;

    /** Calls for a user, with a token that expires soon. */
    ServiceClient expiring(Duration lifetime, UUID user);

    @Test
    default void whatIsNewComesAtOnceAndAsItStandsInTheList() throws Exception {
        announce("before");
        try (StreamClient stream = new StreamClient(anna(), "").reading();
                StreamClient others = new StreamClient(bert(), "").reading()) {
            assertThat(stream.answer.statusCode()).isEqualTo(200);
            assertThat(stream.answer.headers().firstValue("Content-Type").orElse(""))
                    .startsWith("text/event-stream");
            assertThat(stream.answer.headers().firstValue("Cache-Control")).hasValue("no-store");
            Situation.await(() -> !stream.lastEventId().isEmpty());
            announce("one");
            completed("two");
            Situation.await(() -> stream.data().size() == 2);

            assertThat(Json.STRICT.readTree(stream.data().get(0)))
                    .isEqualTo(anna().get("/notifications?limit=100").json().get(1));
            assertThat(stream.lines).filteredOn("event: notification"::equals).hasSize(2);
            assertThat(others.data()).isEmpty();
        }
    }

    @Test
    default void whoComesBackGetsWhatWasMissedAndNothingTwice() throws Exception {
        String last;
        try (StreamClient stream = new StreamClient(anna(), "").reading()) {
            Situation.await(() -> !stream.lastEventId().isEmpty());
            announce("one");
            Situation.await(() -> stream.data().size() == 1);
            last = stream.lastEventId();
        }
        announce("two");
        announce("three");
        try (StreamClient stream = new StreamClient(anna(), last).reading()) {
            announce("four");
            Situation.await(() -> stream.data().size() >= 3);

            assertThat(texts(stream)).containsExactly("two", "three", "four");
        }
    }

    @Test
    default void aClientThatTakesNothingHoldsUpNobody() throws Exception {
        for (int i = 0; i < 300; i++) {
            announce("x".repeat(500));
        }
        List<StreamClient> idle = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            idle.add(new StreamClient(anna(), "0"));
        }
        try (StreamClient reader = new StreamClient(anna(), "0").reading()) {
            Situation.await(() -> reader.data().size() == 300);
            Instant before = Instant.now();
            announce("last");
            Situation.await(() -> reader.data().size() == 301);
            // Who takes nothing is given up after a minute.
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(15));
        }
        for (StreamClient late : idle) {
            try (late) {
                late.reading();
                Situation.await(() -> late.data().size() == 301);
            }
        }
    }

    @Test
    default void aStreamIsKeptAlive() throws Exception {
        try (StreamClient stream = new StreamClient(anna(), "").reading()) {
            Situation.await(() -> stream.lines.contains(":"));
        }
    }

    @Test
    default void aStreamEndsWithItsToken() throws Exception {
        Instant before = Instant.now();
        try (StreamClient stream = new StreamClient(expiring(Duration.ofSeconds(4), user()), "").reading()) {
            Situation.await(() -> stream.ended);
        }
        assertThat(Duration.between(before, Instant.now())).isBetween(Duration.ofSeconds(2), Duration.ofMinutes(1));
    }

    @Test
    default void aUserHasFiveStreams() throws Exception {
        List<StreamClient> open = new ArrayList<>();
        try {
            for (int i = 0; i < 5; i++) {
                open.add(new StreamClient(anna(), ""));
                assertThat(open.get(i).answer.statusCode()).isEqualTo(200);
            }
            Answer refused = anna().get("/notifications/stream");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.refusal()).isEqualTo("TOO_MANY_STREAMS ");
            assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
            try (StreamClient others = new StreamClient(bert(), "")) {
                assertThat(others.answer.statusCode()).isEqualTo(200);
            }
        } finally {
            for (StreamClient stream : open) {
                stream.close();
            }
        }
        // Those that have gone are noticed.
        Situation.await(() -> {
            try (StreamClient stream = new StreamClient(anna(), "")) {
                return stream.answer.statusCode() == 200;
            }
        });
    }

    /** Of 40 users, so that it is not that of one of them. They end with their tokens, so that others find room again. */
    @Test
    default void whenAllStreamsAreTakenTheNextIsRefusedAndAllElseGoesOn() throws Exception {
        List<StreamClient> open = new ArrayList<>();
        try {
            StreamClient next = somebodys();
            while (next.answer.statusCode() == 200 && open.size() <= MOST_STREAMS) {
                open.add(next.reading());
                next = somebodys();
            }

            assertThat(open).hasSizeBetween(1, MOST_STREAMS);
            assertThat(next.answer.statusCode()).isEqualTo(503);
            assertThat(next.answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(Json.STRICT.readTree(next.answer.body()).path("code").asText())
                    .isEqualTo("STREAMS_EXHAUSTED");
            assertThat(anna().get("/notifications").status()).isEqualTo(200);
            assertThat(anna().get("/health/ready").status()).isEqualTo(200);
            Situation.await(() -> open.stream().allMatch(stream -> stream.ended));
            Situation.await(() -> {
                try (StreamClient stream = new StreamClient(anna(), "")) {
                    return stream.answer.statusCode() == 200;
                }
            });
        } finally {
            for (StreamClient stream : open) {
                stream.close();
            }
        }
    }

    private StreamClient somebodys() throws Exception {
        return new StreamClient(expiring(Duration.ofSeconds(15), UUID.randomUUID()), "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "1.5", "9999999999999999999", "1 2"})
    default void anIdThatIsNoneIsRefused(String lastEventId) throws Exception {
        Answer refused = anna().get("/notifications/stream", "Last-Event-ID", lastEventId);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.refusal()).isEqualTo("VALIDATION_FAILED Last-Event-ID");
    }

    @Test
    default void whoOnlyAsksForTheHeadGetsNoStream() throws Exception {
        assertThat(anna().send("HEAD", "/notifications/stream", "").status()).isEqualTo(200);
        assertThat(anna().get("/notifications/stream", "Accept", "application/json")
                        .status())
                .isEqualTo(406);
        assertThat(anna().send("DELETE", "/notifications/stream", "").status()).isEqualTo(405);
    }

    private static List<String> texts(StreamClient stream) throws Exception {
        List<String> texts = new ArrayList<>();
        for (String data : stream.data()) {
            texts.add(Json.STRICT.readTree(data).path("message").asText());
        }
        return texts;
    }
}
