package io.gatehouse.products;

import io.gatehouse.kernel.paging.Sorting;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that can be bought. */
@Entity
public class Product {
    static final Sorting<Product> SORTING = Sorting.newestFirst(product -> product.createdAt, Product::id);

    @Id
    private UUID id;

    private String name;
    private @Nullable String description;

    @Embedded
    @AttributeOverride(name = "amount", column = @Column(name = "price_amount", precision = 11, scale = 4))
    @AttributeOverride(name = "currency", column = @Column(name = "price_currency", length = 3))
    private Money price;

    @Column(name = "created_at")
    private Instant createdAt;

    @Version
    private int version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Product() {}

    Product(NewProduct wanted, Instant now) {
        this.id = UUID.randomUUID();
        this.name = wanted.name();
        this.description = wanted.description();
        this.price = wanted.price().money();
        this.createdAt = now;
    }

    UUID id() {
        return id;
    }

    ProductCreated created(int stock) {
        return new ProductCreated(id, name, price, stock);
    }

    /** What clients see, with the number of pieces at hand. */
    ProductView view(int stock) {
        return new ProductView(id, name, description, price, stock, createdAt);
    }
}
