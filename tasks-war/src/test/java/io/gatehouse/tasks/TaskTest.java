package io.gatehouse.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.problem.ProblemException;
import java.time.Instant;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TaskTest {
    private static final Instant MORNING = Instant.parse("2026-01-02T08:00:00Z");
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final Instant EVENING = Instant.parse("2026-01-02T18:00:00Z");
    private final UUID owner = UUID.randomUUID();
    private final UUID category = UUID.randomUUID();
    private final TaskContent content = new TaskContent("Write", "a page", category, EVENING);
    private final Task task = new Task(owner, content, MORNING);

    @Test
    void beginsOpenWithWhatItsOwnerSaid() {
        assertThat(task.view())
                .isEqualTo(
                        new TaskView(task.id(), "Write", "a page", category, EVENING, Task.Status.OPEN, MORNING, null));
        assertThat(task.content()).isEqualTo(content);
        assertThat(task.created()).isEqualTo(new TaskCreated(task.id(), owner, "Write", category, EVENING));
    }

    @Test
    void becomesWhatItsOwnerSaysAndNothingElse() {
        task.complete(NOON);
        task.change(new TaskContent("Read", null, null, null));

        assertThat(task.view())
                .isEqualTo(new TaskView(task.id(), "Read", null, null, null, Task.Status.COMPLETED, MORNING, NOON));
        assertThat(task.changed()).isEqualTo(new TaskChanged(task.id(), owner, "Read", null, null));
    }

    @Test
    void saysWhoCompletedWhatAndWhen() {
        assertThat(task.complete(NOON)).isEqualTo(new TaskCompleted(task.id(), owner, "Write"));
        assertThat(task.view().status()).isEqualTo(Task.Status.COMPLETED);
        assertThat(task.view().completedAt()).isEqualTo(NOON);
    }

    @Test
    void isCompletedOnlyOnce() {
        task.complete(NOON);

        assertRefused("TASK_ALREADY_COMPLETED", () -> task.complete(NOON));
    }

    @Test
    void isOpenAgainWhenItIsReopenedAndCanBeCompletedAgain() {
        task.complete(NOON);

        assertThat(task.reopen()).isEqualTo(new TaskReopened(task.id(), owner, "Write"));
        assertThat(task.view().status()).isEqualTo(Task.Status.OPEN);
        assertThat(task.view().completedAt()).isNull();
        assertThat(task.complete(EVENING)).isNotNull();
    }

    @Test
    void isReopenedOnlyWhenItWasCompleted() {
        assertRefused("TASK_NOT_COMPLETED", task::reopen);
    }

    @Test
    void saysThatItIsGone() {
        assertThat(task.deleted()).isEqualTo(new TaskDeleted(task.id(), owner));
    }

    private static void assertRefused(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().code()).isEqualTo(code));
    }
}
