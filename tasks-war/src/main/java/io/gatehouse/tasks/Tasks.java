package io.gatehouse.tasks;

import io.gatehouse.kernel.event.Outbox;
import io.gatehouse.kernel.paging.Page;
import io.gatehouse.kernel.paging.PageRequest;
import io.gatehouse.kernel.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** All tasks, each seen by its owner only. */
@ApplicationScoped
public class Tasks {
    /** Of one user: as many as a list can be paged through in a few minutes. */
    static final int MOST = 10_000;

    private static final int MOST_AT_ONCE = 500;

    @PersistenceContext
    EntityManager entities;

    @Inject
    Outbox outbox;

    /** Refuses a user who has as many as may be; those who come at once may be a few more. */
    void add(Task task, UUID ownerId) {
        long count = entities.createQuery("select count(t) from Task t where t.ownerId = :owner", Long.class)
                .setParameter("owner", ownerId)
                .getSingleResult();
        if (count >= MOST) {
            throw ProblemException.conflict("TOO_MANY_TASKS", "There are " + MOST + " tasks; delete some first.");
        }
        entities.persist(task);
    }

    Task get(UUID id, UUID ownerId) {
        return entities.createQuery("select t from Task t where t.id = :id and t.ownerId = :owner", Task.class)
                .setParameter("id", id)
                .setParameter("owner", ownerId)
                .getResultStream()
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("The task"));
    }

    Page<Task> page(UUID ownerId, TaskFilter filter, PageRequest request) {
        return request.read(entities, Task.class, Task.SORTING, filter.among(ownerId));
    }

    /** Writes changes, so that what was changed has its new version. */
    void flush() {
        entities.flush();
    }

    void remove(Task task) {
        entities.remove(task);
    }

    /** Forgets all that a user had to do; the audit is told of each, and nobody else. */
    void removeAllOf(UUID ownerId) {
        List<UUID> some = lockSome(ownerId);
        while (!some.isEmpty()) {
            entities.createQuery("delete from Task t where t.id in :some")
                    .setParameter("some", some)
                    .executeUpdate();
            outbox.auditEach(some.stream().collect(Collectors.toMap(id -> id, id -> new TaskDeleted(id, ownerId))));
            some = lockSome(ownerId);
        }
    }

    /** Locked before they are deleted: what somebody else deletes just now is waited for, and theirs to audit. */
    @SuppressWarnings("unchecked") // JPA gives native queries no type
    private List<UUID> lockSome(UUID ownerId) {
        return entities.createNativeQuery(
                        "select id from task where owner_id = :owner order by id fetch first " + MOST_AT_ONCE
                                + " rows only for update",
                        UUID.class)
                .setParameter("owner", ownerId)
                .getResultList();
    }
}
