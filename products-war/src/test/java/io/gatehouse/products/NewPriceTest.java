package io.gatehouse.products;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gatehouse.kernel.problem.FieldError;
import io.gatehouse.kernel.problem.ProblemException;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewPriceTest {
    @ParameterizedTest
    @CsvSource({"1200.00, EUR, 1200.00", "1200, EUR, 1200.00", "0.01, EUR, 0.01", "1.5000, EUR, 1.50", "7, JPY, 7"})
    void becomesMoneyOfItsCurrency(String amount, String currency, String kept) {
        Money money = new NewPrice(amount, currency).money();

        assertThat(money.amount()).isEqualTo(kept);
        assertThat(money.currency()).isEqualTo(Currency.getInstance(currency));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.00"})
    void isMoreThanNothing(String amount) {
        assertRefused(new NewPrice(amount, "EUR"), "price.amount", "must be greater than 0");
    }

    @Test
    void isNotFinerThanTheCurrency() {
        assertRefused(new NewPrice("1.001", "EUR"), "price.amount", "must have at most 2 decimals in EUR");
        assertRefused(new NewPrice("1.5", "JPY"), "price.amount", "must have at most 0 decimals in JPY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ZZZ", "XXX", "XAU"})
    void isInACurrencyThatPeoplePayWith(String currency) {
        assertRefused(new NewPrice("1", currency), "price.currency", "is not a currency of ISO 4217");
    }

    private static void assertRefused(NewPrice price, String field, String message) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(price::money)
                .satisfies(refused -> {
                    assertThat(refused.problem().status()).isEqualTo(400);
                    assertThat(refused.problem().errors()).containsExactly(new FieldError(field, message));
                });
    }
}
