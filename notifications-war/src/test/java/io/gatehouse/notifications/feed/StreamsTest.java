package io.gatehouse.notifications.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StreamsTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final UUID ANNA = UUID.randomUUID();

    private final Streams streams = FeedBeans.streams(3, 2);

    @Test
    void aUserHasNotMoreThanMayBe() {
        EventStream first = open(ANNA);
        open(ANNA);

        assertThatThrownBy(() -> open(ANNA)).hasMessageContaining("TOO_MANY_STREAMS");
        streams.remove(first);
        streams.remove(first);
        open(ANNA);
        assertThat(streams.count()).isEqualTo(2);
    }

    @Test
    void allHaveNotMoreThanMayBe() {
        open(UUID.randomUUID());
        open(UUID.randomUUID());
        open(UUID.randomUUID());

        assertThatThrownBy(() -> open(UUID.randomUUID())).hasMessageContaining("STREAMS_EXHAUSTED");
    }

    @Test
    void thoseThatHaveEndedMakeRoom() {
        open(ANNA).close();
        EventStream other = open(ANNA);

        streams.tick(NOON);

        assertThat(streams.all()).containsExactly(other);
        assertThat(streams.of(ANNA)).containsExactly(other);
        streams.tick(NOON.plusSeconds(60));
        assertThat(streams.count()).isZero();
        assertThat(other.isClosed()).isTrue();
    }

    @Test
    void atTheEndAllEndAndNoneBegins() {
        EventStream stream = open(ANNA);

        streams.close();

        assertThat(stream.isClosed()).isTrue();
        assertThat(streams.count()).isZero();
        assertThatThrownBy(() -> open(ANNA)).hasMessageContaining("STREAMS_EXHAUSTED");
    }

    @Test
    void thoseWhoseClientsHaveGoneMakeRoomWhenAnotherComes() {
        Client client = new Client();
        EventStream first = open(ANNA, client);
        EventStream second = open(ANNA);
        client.gone = true;

        EventStream third = open(ANNA);
        assertThat(first.isClosed()).isTrue();
        assertThat(streams.of(ANNA)).containsExactly(second, third);
        assertThatThrownBy(() -> open(ANNA)).hasMessageContaining("TOO_MANY_STREAMS");
        assertThat(second.isClosed()).isFalse();
    }

    @Test
    void oneThatCannotEvenEndHoldsUpNobody() {
        Client confused = new Client();
        open(UUID.randomUUID(), confused);
        open(UUID.randomUUID());
        confused.confused = true;

        streams.tick(NOON.plusSeconds(60));

        assertThat(streams.count()).isZero();
    }

    private EventStream open(UUID user) {
        return open(user, new Client());
    }

    private EventStream open(UUID user, Client client) {
        EventStream stream = new EventStream(user, 0, NOON.plusSeconds(60), client, NOON);
        streams.add(stream, NOON);
        stream.write(NOON);
        return stream;
    }
}
