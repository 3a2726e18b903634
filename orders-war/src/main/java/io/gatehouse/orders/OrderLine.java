package io.gatehouse.orders;

import io.gatehouse.orders.pricing.Money;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import java.util.UUID;

/** So many pieces of one product, at the price of the moment of the order. */
@Embeddable
public record OrderLine(
        @Column(name = "product_id") UUID productId,
        int quantity,

        @Embedded
        @AttributeOverride(name = "amount", column = @Column(name = "price_amount", precision = 11, scale = 4))
        @AttributeOverride(name = "currency", column = @Column(name = "price_currency", length = 3))
        Money unitPrice) {
    Money total() {
        return unitPrice.times(quantity);
    }
}
