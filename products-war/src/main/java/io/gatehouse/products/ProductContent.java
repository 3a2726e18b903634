package io.gatehouse.products;

import io.gatehouse.products.price.NewPrice;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a product says of itself; how many there are is counted apart. */
record ProductContent(
        String name,
        @Nullable String description,
        NewPrice price,
        @Nullable UUID categoryId) {}
