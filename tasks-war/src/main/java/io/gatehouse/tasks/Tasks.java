package io.gatehouse.tasks;

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
        return request.read(entities.createQuery(
                        "select e from Task e where e.ownerId = :owner and" + PageRequest.BEHIND_CURSOR, Task.class)
                .setParameter("owner", ownerId));
    }
}
