package io.gatehouse.products.price;

import com.fasterxml.jackson.annotation.JsonFormat;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
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
    /** Throws ArithmeticException when the amount is finer than the currency's minor unit. */
    public Money {
        amount = amount.setScale(currency.getDefaultFractionDigits(), RoundingMode.UNNECESSARY);
    }
}
