package io.gatehouse.products;

import io.gatehouse.kernel.problem.ProblemException;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.util.Currency;

/**
 * A price as a client says it.
 *
 * @param amount plain decimal, greater than 0, at most seven digits before the point
 * @param currency ISO 4217 code
 */
public record NewPrice(
        @NotNull
        @Pattern(
                regexp = "(0|[1-9][0-9]{0,6})(\\.[0-9]{1,4})?",
                message = "must be a plain decimal of at most 7 digits before the point and 4 behind it")
        String amount,

        @NotNull @Pattern(regexp = "[A-Z]{3}", message = "must be three capital letters")
        String currency) {

    /** The price, or a refusal that names the field; call it on a valid one. */
    Money money() {
        Currency known = known(currency);
        BigDecimal exact = new BigDecimal(amount);
        if (exact.signum() == 0) {
            throw refused("price.amount", "must be greater than 0");
        }
        int decimals = known.getDefaultFractionDigits();
        if (exact.stripTrailingZeros().scale() > decimals) {
            throw refused("price.amount", "must have at most " + decimals + " decimals in " + known);
        }
        return new Money(exact, known);
    }

    private static Currency known(String code) {
        try {
            Currency currency = Currency.getInstance(code);
            if (currency.getDefaultFractionDigits() >= 0) {
                return currency;
            }
        } catch (IllegalArgumentException unknown) {
            // Refused below, like gold and the code for testing: nothing has a price in them.
        }
        throw refused("price.currency", "is not a currency of ISO 4217");
    }

    private static ProblemException refused(String field, String message) {
        return ProblemException.field(400, "VALIDATION_FAILED", field, message);
    }
}
