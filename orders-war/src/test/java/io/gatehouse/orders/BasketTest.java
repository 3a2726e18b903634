package io.gatehouse.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gatehouse.kernel.problem.FieldError;
import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.problem.Rule;
import io.gatehouse.orders.pricing.Money;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BasketTest {
    private static final Money TEN_EUROS = Money.of("10", Currency.getInstance("EUR"));
    private static final Money TEN_DOLLARS = Money.of("10", Currency.getInstance("USD"));
    private final UUID some = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();
    private final NewOrder wanted = new NewOrder(List.of(new NewOrder.Line(some, 2), new NewOrder.Line(other, 1)));

    @Test
    void putsThePricesOfTheMomentToTheLines() {
        assertThat(new Basket(wanted, Map.of(other, TEN_EUROS, some, TEN_EUROS)).lines())
                .containsExactly(new OrderLine(some, 2, TEN_EUROS), new OrderLine(other, 1, TEN_EUROS));
    }

    @Test
    void namesEachLineWithoutAProduct() {
        assertRefused(
                Map.of(),
                "UNKNOWN_PRODUCT",
                new FieldError("lines[0].productId", Rule.EXISTING, "is not a product"),
                new FieldError("lines[1].productId", Rule.EXISTING, "is not a product"));
        assertRefused(
                Map.of(some, TEN_EUROS),
                "UNKNOWN_PRODUCT",
                new FieldError("lines[1].productId", Rule.EXISTING, "is not a product"));
    }

    @Test
    void namesTheLineInAnotherCurrency() {
        assertRefused(
                Map.of(some, TEN_EUROS, other, TEN_DOLLARS),
                "MIXED_CURRENCIES",
                new FieldError("lines[1].productId", Rule.SAME_CURRENCY, "is not sold in EUR like the first line"));
    }

    private void assertRefused(Map<UUID, Money> prices, String code, FieldError... errors) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> new Basket(wanted, prices).lines())
                .satisfies(refused -> {
                    assertThat(refused.problem().status()).isEqualTo(422);
                    assertThat(refused.problem().code()).isEqualTo(code);
                    assertThat(refused.problem().errors()).containsExactly(errors);
                });
    }
}
