package io.gatehouse.products.category;

import io.gatehouse.kernel.paging.Page;
import io.gatehouse.kernel.paging.PageRequest;
import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.problem.Rule;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** All categories. */
@ApplicationScoped
public class Categories {
    @PersistenceContext
    EntityManager entities;

    void add(Category category) {
        entities.persist(category);
        flush();
    }

    /** Writes changes, so that what was changed has its new version; refuses a name that was given before. */
    void flush() {
        try {
            entities.flush();
        } catch (ConstraintViolationException taken) {
            throw ProblemException.field(
                    409, "CATEGORY_NAME_TAKEN", "name", Rule.UNIQUE, "is the name of another category");
        }
    }

    Category get(UUID id) {
        @Nullable Category category = entities.find(Category.class, id);
        if (category == null) {
            throw ProblemException.notFound("The category");
        }
        return category;
    }

    Page<Category> page(CategoryFilter filter, PageRequest request) {
        return request.read(entities, Category.class, Category.SORTING, filter.selection());
    }

    /** Refuses what is no category; until the transaction ends it cannot be deleted. Null is none. */
    public void require(@Nullable UUID id) {
        if (id != null && entities.find(Category.class, id, LockModeType.PESSIMISTIC_READ) == null) {
            throw ProblemException.field(422, "UNKNOWN_CATEGORY", "categoryId", Rule.EXISTING, "is not a category");
        }
    }

    /** Deletes a category that no product names. */
    void remove(Category category) {
        // Whoever is about to name it has it locked until that is done.
        entities.lock(category, LockModeType.PESSIMISTIC_WRITE);
        boolean used = !entities.createQuery("select p.id from Product p where p.categoryId = :category", UUID.class)
                .setParameter("category", category.id())
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
        if (used) {
            throw ProblemException.conflict("CATEGORY_IN_USE", "Products are in this category.");
        }
        entities.remove(category);
    }
}
