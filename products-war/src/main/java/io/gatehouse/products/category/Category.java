package io.gatehouse.products.category;

import io.gatehouse.kernel.paging.SortKey;
import io.gatehouse.kernel.paging.SortType;
import io.gatehouse.kernel.paging.Sorting;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** A name under which products stand. */
@Entity
public class Category {
    static final Sorting<Category> SORTING = Sorting.newestFirst(
                    (Category category) -> category.createdAt, Category::id)
            .or(SortKey.of("name", SortType.TEXT, "nameKey", category -> category.nameKey));

    @Id
    private UUID id;

    private String name;

    @Column(name = "name_key")
    private String nameKey;

    @Column(name = "created_at")
    private Instant createdAt;

    @Version
    private int version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Category() {}

    Category(CategoryContent content, Instant now) {
        this.id = UUID.randomUUID();
        this.name = content.name();
        this.nameKey = key(content.name());
        this.createdAt = now;
    }

    /** The form in which names are compared and sorted. */
    static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    void change(CategoryContent content) {
        name = content.name();
        nameKey = key(content.name());
    }

    UUID id() {
        return id;
    }

    int version() {
        return version;
    }

    CategoryContent content() {
        return new CategoryContent(name);
    }

    CategoryView view() {
        return new CategoryView(id, name, createdAt);
    }
}
