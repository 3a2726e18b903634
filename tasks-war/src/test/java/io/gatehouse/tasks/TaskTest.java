package io.gatehouse.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.problem.ProblemException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TaskTest {
    private static final Instant MORNING = Instant.parse("2026-01-02T08:00:00Z");
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private final UUID owner = UUID.randomUUID();
    private final Task task = new Task(owner, new NewTask("Write", null), MORNING);

    @Test
    void beginsOpen() {
        assertThat(task.view()).isEqualTo(new TaskView(task.id(), "Write", null, Task.Status.OPEN, MORNING, null));
    }

    @Test
    void saysWhoCompletedWhatAndWhen() {
        TaskCompleted event = task.complete(NOON);

        assertThat(event).isEqualTo(new TaskCompleted(task.id(), owner, "Write"));
        assertThat(task.view().status()).isEqualTo(Task.Status.COMPLETED);
        assertThat(task.view().completedAt()).isEqualTo(NOON);
    }

    @Test
    void isCompletedOnlyOnce() {
        task.complete(NOON);

        assertThatThrownBy(() -> task.complete(NOON))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().code()).isEqualTo("TASK_ALREADY_COMPLETED"));
    }
}
