package io.gatehouse.kernel.paging;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something in a list, with a value of each kind and few different ones, so that there are ties. */
@Entity
public class Item {
    static final String TABLE = """
            create table item (
                id uuid primary key,
                created_at timestamp(6) with time zone not null,
                due_at timestamp(6) with time zone,
                title varchar(10) not null,
                places integer not null,
                price numeric(11, 4)
            )""";

    static final Sorting<Item> SORTING = Sorting.<Item>newestFirst(item -> item.createdAt, item -> item.id)
            .or(SortKey.optional("dueAt", SortType.INSTANT, item -> item.dueAt))
            .or(SortKey.of("title", SortType.TEXT, item -> item.title))
            .or(SortKey.of("seats", SortType.INTEGER, "places", item -> item.places))
            .or(SortKey.optional("price", SortType.DECIMAL, item -> item.price));

    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00.000001Z");

    @Id
    UUID id;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "due_at")
    @Nullable
    Instant dueAt;

    String title;
    int places;

    @Column(precision = 11, scale = 4)
    @Nullable
    BigDecimal price;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Item() {}

    Item(Random random) {
        id = new UUID(random.nextLong(), random.nextLong());
        createdAt = NOON.plusNanos(1_000L * random.nextInt(5));
        dueAt = random.nextInt(3) == 0 ? null : NOON.plusSeconds(random.nextInt(4));
        title = String.valueOf((char) ('a' + random.nextInt(4)));
        places = random.nextInt(5) - 2;
        price = random.nextInt(4) == 0 ? null : BigDecimal.valueOf(random.nextInt(30), 1);
    }
}
