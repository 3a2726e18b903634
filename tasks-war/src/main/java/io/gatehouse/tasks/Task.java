package io.gatehouse.tasks;

import io.gatehouse.kernel.paging.Cursor;
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

    Task(UUID ownerId, NewTask wanted, Instant now) {
        this.id = UUID.randomUUID();
        this.ownerId = ownerId;
        this.title = wanted.title();
        this.description = wanted.description();
        this.status = Status.OPEN;
        this.createdAt = now;
    }

    TaskCompleted complete(Instant now) {
        if (status == Status.COMPLETED) {
            throw ProblemException.conflict("TASK_ALREADY_COMPLETED", "The task was completed before.");
        }
        status = Status.COMPLETED;
        completedAt = now;
        return new TaskCompleted(id, ownerId, title);
    }

    UUID id() {
        return id;
    }

    Cursor place() {
        return new Cursor(createdAt, id);
    }

    TaskView view() {
        return new TaskView(id, title, description, status, createdAt, completedAt);
    }
}
