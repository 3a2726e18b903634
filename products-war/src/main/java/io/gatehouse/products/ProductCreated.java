package io.gatehouse.products;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.gatehouse.products.price.Money;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** There is something new to buy. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProductCreated(
        UUID productId, String name, Money price, @Nullable UUID categoryId, int stock) {}
