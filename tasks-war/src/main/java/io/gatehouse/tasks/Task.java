package io.gatehouse.tasks;

import io.gatehouse.kernel.paging.SortKey;
import io.gatehouse.kernel.paging.SortType;
import io.gatehouse.kernel.paging.Sorting;
import io.gatehouse.kernel.problem.ProblemException;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that one user has to do. */
@Entity
public class Task {
    static final Sorting<Task> SORTING = Sorting.newestFirst((Task task) -> task.createdAt, Task::id)
            .or(SortKey.optional("dueAt", SortType.INSTANT, task -> task.dueAt))
            .or(SortKey.of("title", SortType.TEXT, task -> task.title));

    enum Status {
        OPEN,
        COMPLETED
    }

    @Id
    private UUID id;

    @Column(name = "owner_id")
    private UUID ownerId;

    private String title;
    private @Nullable String description;

    @Column(name = "category_id")
    private @Nullable UUID categoryId;

    @Column(name = "due_at")
    private @Nullable Instant dueAt;

    @Enumerated(EnumType.STRING)
    private Status status;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "completed_at")
    private @Nullable Instant completedAt;

    @Version
    private int version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Task() {}

    Task(UUID ownerId, TaskContent content, Instant now) {
        this.id = UUID.randomUUID();
        this.ownerId = ownerId;
        this.title = content.title();
        this.description = content.description();
        this.categoryId = content.categoryId();
        this.dueAt = content.dueAt();
        this.status = Status.OPEN;
        this.createdAt = now;
    }

    /** Takes over what a client says of it; {@link #changed} tells others. */
    void change(TaskContent content) {
        title = content.title();
        description = content.description();
        categoryId = content.categoryId();
        dueAt = content.dueAt();
    }

    TaskCompleted complete(Instant now) {
        if (status == Status.COMPLETED) {
            throw ProblemException.conflict("TASK_ALREADY_COMPLETED", "The task was completed before.");
        }
        status = Status.COMPLETED;
        completedAt = now;
        return new TaskCompleted(id, ownerId, title);
    }

    TaskReopened reopen() {
        if (status == Status.OPEN) {
            throw ProblemException.conflict("TASK_NOT_COMPLETED", "The task is open.");
        }
        status = Status.OPEN;
        completedAt = null;
        return new TaskReopened(id, ownerId, title);
    }

    UUID id() {
        return id;
    }

    /** Changes with each change; what is written is numbered when it is flushed. */
    int version() {
        return version;
    }

    TaskContent content() {
        return new TaskContent(title, description, categoryId, dueAt);
    }

    TaskCreated created() {
        return new TaskCreated(id, ownerId, title, categoryId, dueAt);
    }

    TaskChanged changed() {
        return new TaskChanged(id, ownerId, title, categoryId, dueAt);
    }

    TaskDeleted deleted() {
        return new TaskDeleted(id, ownerId);
    }

    TaskView view() {
        return new TaskView(id, title, description, categoryId, dueAt, status, createdAt, completedAt);
    }
}
