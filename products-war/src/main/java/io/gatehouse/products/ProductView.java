package io.gatehouse.products;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.gatehouse.products.price.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A product as everybody sees it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProductView(
        UUID id,
        String name,
        @Nullable String description,
        Money price,
        @Nullable UUID categoryId,
        int stock,
        Instant createdAt) {}
