package io.gatehouse.orders.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.json.Json;
import java.io.IOException;
import java.util.Currency;
import org.junit.jupiter.api.Test;

class MoneyTest {
    @Test
    void multipliesAndAddsExactly() {
        assertThat(euros("0.10").times(3)).isEqualTo(euros("0.30"));
        assertThat(euros("9999999.99").times(1000)).isEqualTo(euros("9999999990.00"));
        assertThat(euros("0.10").plus(euros("0.20"))).isEqualTo(euros("0.30"));
    }

    @Test
    void knowsNoSumOfTwoCurrencies() {
        assertThatThrownBy(() -> euros("1").plus(Money.of("1", Currency.getInstance("USD"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hasAsManyDecimalsAsItsCurrencyAndIsNeverRoundedInSilence() {
        assertThat(Money.of("5", Currency.getInstance("KWD")).amount()).isEqualTo("5.000");
        assertThat(euros("1200.0000")).isEqualTo(euros("1200"));
        assertThatThrownBy(() -> euros("0.001")).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void isReadAsItIsWritten() throws IOException {
        String json = Json.STRICT.writeValueAsString(euros("1200"));

        assertThat(json).isEqualTo("{\"amount\":\"1200.00\",\"currency\":\"EUR\"}");
        assertThat(Json.TOLERANT.readValue(json, Money.class)).isEqualTo(euros("1200"));
    }

    private static Money euros(String amount) {
        return Money.of(amount, Currency.getInstance("EUR"));
    }
}
