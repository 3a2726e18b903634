package io.gatehouse.orders.pricing;

import java.math.BigDecimal;
import java.util.UUID;

/** What the products service says that a product costs. */
public record ProductPrice(UUID id, Money price) {
    /** What an order line can hold. */
    private static final BigDecimal LIMIT = new BigDecimal("10000000");

    /** Throws IllegalArgumentException for a price at which nothing can be ordered. */
    public ProductPrice {
        if (id == null || price == null) {
            throw new IllegalArgumentException("a price without a product, or a product without a price");
        }
        if (price.amount().signum() <= 0 || price.amount().compareTo(LIMIT) >= 0) {
            throw new IllegalArgumentException(price + " is no price");
        }
    }
}
