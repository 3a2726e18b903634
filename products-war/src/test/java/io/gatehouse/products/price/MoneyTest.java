package io.gatehouse.products.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.json.Json;
import java.math.BigDecimal;
import java.util.Currency;
import org.junit.jupiter.api.Test;

class MoneyTest {
    private static final Currency EUR = Currency.getInstance("EUR");

    @Test
    void hasAsManyDecimalsAsItsCurrency() {
        assertThat(money("5", "EUR").amount()).isEqualTo("5.00");
        assertThat(money("5", "JPY").amount()).isEqualTo("5");
        assertThat(money("5", "KWD").amount()).isEqualTo("5.000");
    }

    @Test
    void dropsZerosThatTheDatabaseAdds() {
        assertThat(money("1200.0000", "EUR")).isEqualTo(money("1200", "EUR"));
    }

    @Test
    void isNeverRoundedInSilence() {
        assertThatThrownBy(() -> money("0.001", "EUR")).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void isStringsInJson() {
        Money thousand = new Money(new BigDecimal("1E+3"), EUR);

        assertThat(Json.STRICT.valueToTree(thousand).toString())
                .isEqualTo("{\"amount\":\"1000.00\",\"currency\":\"EUR\"}");
    }

    private static Money money(String amount, String currency) {
        return new Money(new BigDecimal(amount), Currency.getInstance(currency));
    }
}
