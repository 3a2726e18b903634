package io.gatehouse.notifications.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.notifications.notification.NotificationView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final UUID USER = UUID.randomUUID();

    private final Client client = new Client();
    private final EventStream stream = new EventStream(USER, 41, NOON.plus(Duration.ofMinutes(10)), client, NOON);

    @Test
    void beginsWithThePlaceToResumeFrom() {
        stream.write(NOON);

        assertThat(client.received).hasToString("retry: 1000\nid: 41\n\n");
        assertThat(client.lastEventId()).isEqualTo(41);
    }

    @Test
    void writesAnEventWithItsIdWhateverIsInIt() {
        NotificationView view = new NotificationView(
                new UUID(1, 2), USER, "TaskCompleted", null, "a\r\n\nid: 7\ndata: \"b\"", NOON, null);
        live();
        stream.offer(new FeedEntry(42, view), NOON);

        assertThat(client.received)
                .endsWith("id: 42\nevent: notification\ndata: {\"id\":\"" + new UUID(1, 2)
                        + "\",\"userId\":\"" + USER
                        + "\",\"type\":\"TaskCompleted\",\"message\":\"a\\r\\n\\nid: 7\\ndata: \\\"b\\\"\","
                        + "\"createdAt\":\"2026-01-02T12:00:00Z\"}\n\n");
        assertThat(client.data()).hasSize(1);
    }

    @Test
    void takesNothingLiveBeforeItHasCaughtUp() {
        stream.write(NOON);
        stream.offer(entry(43), NOON);
        assertThat(client.data()).isEmpty();
        assertThat(stream.wantsToCatchUp()).isTrue();

        stream.catchUp(List.of(entry(42), entry(43)), true, NOON);
        assertThat(client.data()).hasSize(2);
        assertThat(stream.wantsToCatchUp()).isFalse();
    }

    @Test
    void repeatsNothingThatTheClientHas() {
        live();
        stream.offer(entry(41), NOON);
        stream.offer(entry(42), NOON);
        stream.offer(entry(42), NOON);

        assertThat(client.data()).hasSize(1);
    }

    @Test
    void holdsABoundedNumberOfEventsAndReadsTheRestLater() {
        live();
        client.takes = 0;
        for (int i = 0; i < 3 * EventStream.MOST_WAITING; i++) {
            stream.offer(entry(42 + i), NOON);
        }
        assertThat(stream.position()).isEqualTo(41 + EventStream.MOST_WAITING);
        assertThat(stream.wantsToCatchUp()).isFalse();

        client.takes = Integer.MAX_VALUE;
        stream.write(NOON);
        assertThat(client.data()).hasSize(EventStream.MOST_WAITING);
        assertThat(stream.wantsToCatchUp()).isTrue();
    }

    @Test
    void writesOnlyWhatTheClientTakes() {
        live();
        client.takes = 1;
        stream.offer(entry(42), NOON);
        stream.offer(entry(43), NOON);
        assertThat(client.data()).hasSize(1);

        client.takes = 5;
        stream.write(NOON);
        assertThat(client.data()).hasSize(2);
    }

    @Test
    void isKeptAliveWhenNothingHappens() {
        live();
        stream.tick(NOON.plus(EventStream.HEARTBEAT).minusMillis(1));
        assertThat(client.received).doesNotContain(":\n\n");

        stream.tick(NOON.plus(EventStream.HEARTBEAT));
        assertThat(client.received).endsWith("\n\n:\n\n");
        stream.tick(NOON.plus(EventStream.HEARTBEAT).plusSeconds(1));
        assertThat(client.received.toString().split("(?m)^:$", -1)).hasSize(2);
    }

    @Test
    void endsWhenTheTokenExpires() {
        live();
        stream.tick(NOON.plus(Duration.ofMinutes(10)).minusMillis(1));
        assertThat(client.ended).isFalse();

        stream.tick(NOON.plus(Duration.ofMinutes(10)));
        assertThat(client.ended).isTrue();
        assertThat(stream.isClosed()).isTrue();
    }

    @Test
    void letsGoAClientThatTakesNothing() {
        live();
        client.takes = 0;
        stream.offer(entry(42), NOON);

        stream.tick(NOON.plus(EventStream.PATIENCE).minusMillis(1));
        assertThat(client.ended).isFalse();
        stream.tick(NOON.plus(EventStream.PATIENCE));
        assertThat(client.ended).isTrue();
    }

    @Test
    void endsWhenTheClientHasGone() {
        live();
        client.gone = true;
        stream.offer(entry(42), NOON);

        assertThat(stream.isClosed()).isTrue();
        stream.offer(entry(43), NOON);
        stream.tick(NOON.plusSeconds(60));
        stream.close();
    }

    @Test
    void endsByItselfWhenTheContainerIsConfusedAboutItsClient() {
        live();
        client.confused = true;
        stream.offer(entry(42), NOON);

        assertThat(stream.isClosed()).isTrue();
        assertThat(client.ended).isTrue();
    }

    private void live() {
        stream.write(NOON);
        stream.catchUp(List.of(), true, NOON);
    }

    static FeedEntry entry(long number) {
        return new FeedEntry(
                number, new NotificationView(new UUID(0, number), USER, "TaskCompleted", "Done", "x", NOON, null));
    }
}
