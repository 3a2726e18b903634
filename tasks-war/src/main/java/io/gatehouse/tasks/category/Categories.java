package io.gatehouse.tasks.category;

import io.gatehouse.kernel.event.Outbox;
import io.gatehouse.kernel.paging.Page;
import io.gatehouse.kernel.paging.PageRequest;
import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.problem.Rule;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** All categories, each seen by its owner only. */
@ApplicationScoped
public class Categories {
    /** Of one user: as many as a person tells apart. */
    static final int MOST = 100;

    @PersistenceContext
    EntityManager entities;

    @Inject
    Outbox outbox;

    void add(Category category, UUID ownerId) {
        long count = entities.createQuery("select count(c) from Category c where c.ownerId = :owner", Long.class)
                .setParameter("owner", ownerId)
                .getSingleResult();
        if (count >= MOST) {
            throw ProblemException.conflict("TOO_MANY_CATEGORIES", "There are " + MOST + " categories.");
        }
        entities.persist(category);
        flush();
    }

    /** Writes changes, so that what was changed has its new version; refuses a name that the owner has given before. */
    void flush() {
        try {
            entities.flush();
        } catch (ConstraintViolationException taken) {
            throw ProblemException.field(
                    409, "CATEGORY_NAME_TAKEN", "name", Rule.UNIQUE, "is the name of another category");
        }
    }

    Category get(UUID id, UUID ownerId) {
        return find(id, ownerId, LockModeType.NONE).orElseThrow(() -> ProblemException.notFound("The category"));
    }

    Page<Category> page(UUID ownerId, CategoryFilter filter, PageRequest request) {
        return request.read(entities, Category.class, Category.SORTING, filter.among(ownerId));
    }

    /** Refuses a category that is not the owner's; until the transaction ends it cannot be deleted. Null is none. */
    public void requireOwn(@Nullable UUID id, UUID ownerId) {
        if (id != null && find(id, ownerId, LockModeType.PESSIMISTIC_READ).isEmpty()) {
            throw ProblemException.field(
                    422, "UNKNOWN_CATEGORY", "categoryId", Rule.EXISTING, "is not one of your categories");
        }
    }

    /** Deletes a category that no task names. */
    void remove(Category category) {
        // Whoever is about to name it has it locked until that is done.
        entities.lock(category, LockModeType.PESSIMISTIC_WRITE);
        long tasks = entities.createQuery("select count(t) from Task t where t.categoryId = :category", Long.class)
                .setParameter("category", category.id())
                .getSingleResult();
        if (tasks > 0) {
            throw ProblemException.conflict("CATEGORY_IN_USE", tasks + " tasks are in this category.");
        }
        entities.remove(category);
    }

    /** Deletes all of a user, who has no tasks any more. What somebody else deletes just now is theirs to audit. */
    public void removeAllOf(UUID ownerId) {
        @SuppressWarnings("unchecked") // JPA gives native queries no type
        List<UUID> all = entities.createNativeQuery(
                        "select id from category where owner_id = :owner order by id for update", UUID.class)
                .setParameter("owner", ownerId)
                .getResultList();
        if (!all.isEmpty()) {
            entities.createQuery("delete from Category c where c.id in :all")
                    .setParameter("all", all)
                    .executeUpdate();
            outbox.auditEach(all.stream().collect(Collectors.toMap(id -> id, id -> new CategoryDeleted(id, ownerId))));
        }
    }

    private Optional<Category> find(UUID id, UUID ownerId, LockModeType lock) {
        return entities.createQuery("select c from Category c where c.id = :id and c.ownerId = :owner", Category.class)
                .setParameter("id", id)
                .setParameter("owner", ownerId)
                .setLockMode(lock)
                .getResultStream()
                .findFirst();
    }
}
