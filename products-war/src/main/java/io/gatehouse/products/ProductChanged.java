package io.gatehouse.products;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A product is described otherwise, or in another category. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProductChanged(
        UUID productId,
        String name,
        @Nullable String description,
        @Nullable UUID categoryId) {}
