package io.gatehouse.products;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.UUID;

/** Products for tests of what is in stock. */
public final class Catalogue {
    private Catalogue() {}

    public static UUID addProduct(EntityManager entities) {
        NewProduct wanted = new NewProduct("Laptop", "Thin", new NewPrice("1200", "EUR"), 1);
        Product product = new Product(wanted, Instant.EPOCH);
        entities.persist(product);
        return product.id();
    }
}
