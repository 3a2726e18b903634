package io.gatehouse.products;

import io.gatehouse.products.price.NewPrice;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Currency;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Products for tests. */
public final class Catalogue {
    static final Currency EUR = Currency.getInstance("EUR");

    private Catalogue() {}

    public static UUID addProduct(EntityManager entities) {
        return addProduct(entities, null);
    }

    public static UUID addProduct(EntityManager entities, @Nullable UUID category) {
        Product product = product(new ProductContent("Laptop", "Thin", new NewPrice("1200", "EUR"), category));
        entities.persist(product);
        return product.id();
    }

    static Product product(ProductContent content) {
        return new Product(content, content.price().money(EUR), Instant.EPOCH);
    }

    @SuppressWarnings("UnnecessaryAssignment") // no container here: the test is the framework
    static Products products(EntityManager entities) {
        Products products = new Products();
        products.entities = entities;
        return products;
    }
}
