package io.gatehouse.orders.pricing;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An exact amount, with as many decimals as its currency has.
 *
 * @param amount in the currency's main unit; a string in JSON, where numbers are often read as binary fractions
 * @param currency an ISO 4217 code in JSON
 */
@Embeddable
public record Money(
        @Schema(type = SchemaType.STRING, example = "1200.00") @JsonFormat(shape = JsonFormat.Shape.STRING)
        BigDecimal amount,

        @Schema(type = SchemaType.STRING, example = "EUR") Currency currency) {
    /** As products write amounts; not in powers of ten, which would let a short text be a number of a billion digits. */
    private static final Pattern PLAIN = Pattern.compile("[0-9]{1,15}(\\.[0-9]{1,4})?");

    /**
     * Throws ArithmeticException when the amount is finer than the currency's minor unit, IllegalArgumentException for
     * what has none.
     */
    public Money {
        if (currency.getDefaultFractionDigits() < 0) {
            throw new IllegalArgumentException(currency + " is no money");
        }
        amount = amount.setScale(currency.getDefaultFractionDigits(), RoundingMode.UNNECESSARY);
    }

    /** Throws IllegalArgumentException for an amount that is not written plainly, and for a negative one. */
    @JsonCreator
    public static Money of(@JsonProperty("amount") String amount, @JsonProperty("currency") Currency currency) {
        if (!PLAIN.matcher(amount).matches()) {
            throw new IllegalArgumentException("no plain amount");
        }
        return new Money(new BigDecimal(amount), currency);
    }

    public Money times(int quantity) {
        return new Money(amount.multiply(BigDecimal.valueOf(quantity)), currency);
    }

    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException(currency + " and " + other.currency + " have no sum");
        }
        return new Money(amount.add(other.amount), currency);
    }
}
