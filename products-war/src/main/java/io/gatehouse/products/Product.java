package io.gatehouse.products;

import io.gatehouse.kernel.paging.SortKey;
import io.gatehouse.kernel.paging.SortType;
import io.gatehouse.kernel.paging.Sorting;
import io.gatehouse.products.price.Money;
import io.gatehouse.products.price.NewPrice;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that can be bought. */
@Entity
public class Product {
    static final Sorting<Product> SORTING = Sorting.newestFirst((Product product) -> product.createdAt, Product::id)
            .or(SortKey.of("name", SortType.TEXT, product -> product.name))
            .or(SortKey.of("price", SortType.DECIMAL, "price.amount", product -> product.price.amount()));

    @Id
    private UUID id;

    private String name;
    private @Nullable String description;

    @Embedded
    @AttributeOverride(name = "amount", column = @Column(name = "price_amount", precision = 11, scale = 4))
    @AttributeOverride(name = "currency", column = @Column(name = "price_currency", length = 3))
    private Money price;

    @Column(name = "category_id")
    private @Nullable UUID categoryId;

    @Column(name = "created_at")
    private Instant createdAt;

    @Version
    private int version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Product() {}

    Product(ProductContent content, Money price, Instant now) {
        this.id = UUID.randomUUID();
        this.name = content.name();
        this.description = content.description();
        this.price = price;
        this.categoryId = content.categoryId();
        this.createdAt = now;
    }

    /**
     * Takes over what a client says of it.
     *
     * @return what happened to it; nothing when it is as it was
     */
    List<Record> change(ProductContent wanted, Money wantedPrice) {
        List<Record> happened = new ArrayList<>();
        if (!describesIt(wanted)) {
            name = wanted.name();
            description = wanted.description();
            categoryId = wanted.categoryId();
            happened.add(new ProductChanged(id, name, description, categoryId));
        }
        if (!price.equals(wantedPrice)) {
            price = wantedPrice;
            happened.add(new PriceChanged(id, price));
        }
        return happened;
    }

    private boolean describesIt(ProductContent wanted) {
        return name.equals(wanted.name())
                && Objects.equals(description, wanted.description())
                && Objects.equals(categoryId, wanted.categoryId());
    }

    UUID id() {
        return id;
    }

    /** Changes with each change; what is written is numbered when it is flushed. */
    int version() {
        return version;
    }

    ProductContent content() {
        return new ProductContent(name, description, NewPrice.of(price), categoryId);
    }

    ProductCreated created(int stock) {
        return new ProductCreated(id, name, price, categoryId, stock);
    }

    /** What clients see, with the number of pieces at hand. */
    ProductView view(int stock) {
        return new ProductView(id, name, description, price, categoryId, stock, createdAt);
    }
}
