package io.gatehouse.tasks.category;

import io.gatehouse.kernel.event.Outbox;
import io.gatehouse.tasks.Audited;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.UUID;

/** Categories for tests of what is in them. */
public final class CategoryBook {
    private CategoryBook() {}

    public static UUID add(EntityManager entities, UUID owner, String name) {
        Category category = new Category(owner, new CategoryContent(name), Instant.EPOCH);
        categories(entities, new Audited()).add(category, owner);
        return category.id();
    }

    @SuppressWarnings("UnnecessaryAssignment") // no container here: the test is the framework
    public static Categories categories(EntityManager entities, Outbox outbox) {
        Categories categories = new Categories();
        categories.entities = entities;
        categories.outbox = outbox;
        return categories;
    }
}
