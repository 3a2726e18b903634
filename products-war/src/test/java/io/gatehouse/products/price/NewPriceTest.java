package io.gatehouse.products.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.gatehouse.kernel.json.Json;
import io.gatehouse.kernel.problem.FieldError;
import io.gatehouse.kernel.problem.InvalidJsonMapper;
import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.problem.Rule;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewPriceTest {
    private static final Currency EUR = Currency.getInstance("EUR");

    record Priced(NewPrice price) {}

    @ParameterizedTest
    @CsvSource({"1200.00, EUR, 1200.00", "1200, EUR, 1200.00", "0.01, EUR, 0.01", "1.5000, EUR, 1.50", "7, JPY, 7"})
    void becomesMoneyOfItsCurrency(String amount, String currency, String kept) {
        Money money = new NewPrice(amount, currency).money(EUR);

        assertThat(money.amount()).isEqualTo(kept);
        assertThat(money.currency()).isEqualTo(Currency.getInstance(currency));
    }

    @Test
    void isInTheShopsOwnCurrencyWhenItNamesNone() {
        assertThat(new NewPrice("7", null).money(EUR)).isEqualTo(new NewPrice("7.00", "EUR").money(EUR));
        assertThat(new NewPrice("7", null).money(Currency.getInstance("JPY")))
                .isEqualTo(new NewPrice("7", "JPY").money(EUR));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.00"})
    void isMoreThanNothing(String amount) {
        assertRefused(new NewPrice(amount, "EUR"), "price.amount", Rule.POSITIVE, "must be greater than 0");
    }

    @Test
    void isNotFinerThanTheCurrency() {
        assertRefused(
                new NewPrice("1.001", "EUR"), "price.amount", Rule.DECIMALS, "must have at most 2 decimals in EUR");
        assertRefused(new NewPrice("1.5", "JPY"), "price.amount", Rule.DECIMALS, "must have at most 0 decimals in JPY");
        assertRefused(
                new NewPrice("1.001", null), "price.amount", Rule.DECIMALS, "must have at most 2 decimals in EUR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ZZZ", "XXX", "XAU"})
    void isInACurrencyThatPeoplePayWith(String currency) {
        assertRefused(new NewPrice("1", currency), "price.currency", Rule.CURRENCY, "is not a currency of ISO 4217");
    }

    @Test
    void saysWhatAClientWouldSay() {
        assertThat(NewPrice.of(new NewPrice("1.5", "EUR").money(EUR))).isEqualTo(new NewPrice("1.50", "EUR"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1200.00                                | 1200.00      |",
                "1200                                   | 1200         |",
                "99999999999999999999                   | 99999999999999999999 |",
                "-1                                     | -1           |",
                "1e3                                    | 1E+3         |",
                "1e999999999                            | 1E+999999999 |",
                "{\"amount\":\"5\"}                     | 5            |",
                "{\"amount\":\"5\",\"currency\":\"EUR\"} | 5            | EUR"
            })
    void isReadWithItsMembersOrAsAPlainNumber(String json, String amount, @Nullable String currency)
            throws JsonProcessingException {
        assertThat(Json.STRICT.readValue("{\"price\":" + json + "}", Priced.class))
                .isEqualTo(new Priced(new NewPrice(amount, currency)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "price          | \"1200.00\"",
                "price          | true",
                "price          | [1]",
                "price.amount   | {\"amount\":5}",
                "price.currency | {\"amount\":\"5\",\"currency\":978}",
                "price.value    | {\"value\":\"5\"}"
            })
    void isNamedWhenItIsNoPrice(String field, String json) {
        assertThatExceptionOfType(JsonProcessingException.class)
                .isThrownBy(() -> Json.STRICT.readValue("{\"price\":" + json + "}", Priced.class))
                .satisfies(
                        refused -> assertThat(InvalidJsonMapper.problem(refused).errors())
                                .extracting(FieldError::field)
                                .containsExactly(field));
    }

    private static void assertRefused(NewPrice price, String field, Rule rule, String message) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> price.money(EUR))
                .satisfies(refused -> {
                    assertThat(refused.problem().status()).isEqualTo(400);
                    assertThat(refused.problem().errors()).containsExactly(new FieldError(field, rule, message));
                });
    }
}
