package io.gatehouse.products.price;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Currency;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Knows the shop's own currency, {@code gatehouse.products.currency}: that of prices which name none. */
@ApplicationScoped
public class Prices {
    @Inject
    @ConfigProperty(name = "gatehouse.products.currency", defaultValue = "EUR")
    String currency;

    /** The price that a client says, or a refusal that names the field. */
    public Money of(NewPrice wanted) {
        return wanted.money(own());
    }

    /** The shop's own currency; IllegalArgumentException when the operator has named none. */
    public Currency own() {
        return NewPrice.known(currency)
                .orElseThrow(() -> new IllegalArgumentException(
                        "gatehouse.products.currency=" + currency + " " + NewPrice.NO_CURRENCY));
    }
}
