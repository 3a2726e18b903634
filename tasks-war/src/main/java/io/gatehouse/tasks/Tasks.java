package io.gatehouse.tasks;

import io.gatehouse.kernel.paging.Cursor;
import io.gatehouse.kernel.paging.PageRequest;
import io.gatehouse.kernel.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.UUID;

/** All tasks, each seen by its owner only. */
@ApplicationScoped
public class Tasks {
    @PersistenceContext
    EntityManager entities;

    void add(Task task) {
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

    List<Task> page(UUID ownerId, PageRequest request) {
        Cursor after = request.cursor();
        return entities.createQuery(
                        "select t from Task t where t.ownerId = :owner"
                                + " and (t.createdAt < :at or t.createdAt = :at and t.id < :id)"
                                + " order by t.createdAt desc, t.id desc",
                        Task.class)
                .setParameter("owner", ownerId)
                .setParameter("at", after.createdAt())
                .setParameter("id", after.id())
                .setMaxResults(request.rows())
                .getResultList();
    }
}
