package io.gatehouse.products.category;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.UUID;

/** Categories for tests of what is in them. */
public final class CategoryBook {
    private CategoryBook() {}

    public static UUID add(EntityManager entities, String name) {
        Category category = new Category(new CategoryContent(name), Instant.EPOCH);
        categories(entities).add(category);
        return category.id();
    }

    @SuppressWarnings("UnnecessaryAssignment") // no container here: the test is the framework
    public static Categories categories(EntityManager entities) {
        Categories categories = new Categories();
        categories.entities = entities;
        return categories;
    }
}
