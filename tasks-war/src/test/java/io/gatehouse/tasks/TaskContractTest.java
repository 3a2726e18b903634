package io.gatehouse.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.EventContract;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What other services read of us, and what we read of others; both sides' tests read the same golden documents. */
class TaskContractTest {
    private static final UUID TASK = UUID.fromString("0a5d3f6c-8b0e-4d5c-9a57-3c1b2d4e5f06");
    private static final UUID USER = UUID.fromString("c2b7e5a0-64a1-4a0b-9d33-5f0f6a7b8c03");
    private static final UUID CATEGORY = UUID.fromString("3e1f7c52-0b1d-4c1a-8a55-9d0e6f7a8b09");
    private static final Instant DUE = Instant.parse("2026-01-02T18:00:00Z");
    private static final String TITLE = "Water the plants";

    static Stream<Record> events() {
        return Stream.of(
                new TaskCreated(TASK, USER, TITLE, CATEGORY, DUE),
                new TaskChanged(TASK, USER, TITLE, null, null),
                new TaskCompleted(TASK, USER, TITLE),
                new TaskReopened(TASK, USER, TITLE),
                new TaskDeleted(TASK, USER));
    }

    @ParameterizedTest
    @MethodSource("events")
    void writesEachEventAsAgreed(Record event) {
        EventContract.of(event.getClass().getSimpleName()).isKeptBy(event);
    }

    @Test
    void writesNoOthers() {
        assertThat(events().map(event -> event.getClass().getSimpleName()))
                .containsExactlyInAnyOrderElementsOf(EventContract.typesOf("tasks"));
    }

    @Test
    void readsWhoIsAUserNoLonger() {
        assertThat(EventContract.of("UserDeleted").readAs(UserDeleted.class)).isEqualTo(new UserDeleted(USER));
    }
}
