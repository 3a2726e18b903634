package io.gatehouse.products.price;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.problem.Rule;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A price as a client says it. In JSON it may also be a plain number, which is an amount without a currency.
 *
 * @param amount plain decimal, greater than 0, at most seven digits before the point
 * @param currency ISO 4217 code, or absent: then it is the shop's own
 */
@JsonDeserialize(using = NewPriceReader.class)
public record NewPrice(
        @Schema(example = "1200.00") @NotNull @Pattern(regexp = NewPrice.PLAIN, message = NewPrice.NOT_PLAIN)
        String amount,

        @Schema(example = "EUR") @Pattern(regexp = NewPrice.CODE, message = NewPrice.NO_CODE) @Nullable
        String currency) {

    /** How amounts are written. */
    public static final String PLAIN = "(0|[1-9][0-9]{0,6})(\\.[0-9]{1,4})?";

    /** What clients are told of an amount that is written otherwise. */
    public static final String NOT_PLAIN =
            "must be a plain decimal of at most 7 digits before the point and 4 behind it";

    /** How currencies are written. */
    public static final String CODE = "[A-Z]{3}";

    /** What clients are told of a currency that is written otherwise. */
    public static final String NO_CODE = "must be three capital letters";

    static final String NO_CURRENCY = "is not a currency of ISO 4217";

    /** As a client would say a price that there is. */
    public static NewPrice of(Money money) {
        return new NewPrice(money.amount().toPlainString(), money.currency().getCurrencyCode());
    }

    /**
     * The price, or a refusal that names the field; call it on a valid one.
     *
     * @param own the currency of a price that names none
     */
    public Money money(Currency own) {
        Currency known = currency == null ? own : known(currency, "price.currency");
        BigDecimal exact = new BigDecimal(amount);
        if (exact.signum() == 0) {
            throw refused("price.amount", Rule.POSITIVE, "must be greater than 0");
        }
        int decimals = known.getDefaultFractionDigits();
        if (exact.stripTrailingZeros().scale() > decimals) {
            throw refused("price.amount", Rule.DECIMALS, "must have at most " + decimals + " decimals in " + known);
        }
        return new Money(exact, known);
    }

    /** The currency of a code, or a refusal that names the field: nothing has a price in gold, or in the code for testing. */
    public static Currency known(String code, String field) {
        return known(code).orElseThrow(() -> refused(field, Rule.CURRENCY, NO_CURRENCY));
    }

    static Optional<Currency> known(String code) {
        try {
            return Optional.of(Currency.getInstance(code)).filter(known -> known.getDefaultFractionDigits() >= 0);
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    private static ProblemException refused(String field, Rule rule, String message) {
        return ProblemException.field(400, "VALIDATION_FAILED", field, rule, message);
    }
}
