package io.gatehouse.orders.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.ProcessingException;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PricesTest {
    private static final Money TEN = Money.of("10", Currency.getInstance("EUR"));
    private final UUID known = UUID.randomUUID();
    private final UUID unknown = UUID.randomUUID();

    @Test
    void leavesOutWhatIsNotAProduct() {
        Prices prices = prices((ids, requestId) -> List.of(new ProductPrice(known, TEN)));

        assertThat(prices.current(Set.of(known, unknown), null))
                .containsOnlyKeys(known)
                .containsValue(TEN);
    }

    @Test
    void makesOneKindOfFailureOfAllThatCanGoWrong() {
        ProcessingException refused = new ProcessingException("connection refused");
        Prices prices = prices((ids, requestId) -> {
            throw refused;
        });

        assertThatThrownBy(() -> prices.current(Set.of(known), null))
                .isInstanceOf(ProductsUnavailable.class)
                .hasMessage("connection refused")
                .hasCause(refused);
    }

    @Test
    void leavesNoInterruptBehindThatWouldBreakThePauseBeforeTheNextAttempt() {
        Prices prices = prices((ids, requestId) -> {
            Thread.currentThread().interrupt();
            throw new ProcessingException("too late");
        });

        assertThatThrownBy(() -> prices.current(Set.of(known), null)).isInstanceOf(ProductsUnavailable.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @SuppressWarnings("UnnecessaryAssignment") // no container here: the test is the framework
    private static Prices prices(ProductsClient products) {
        Prices prices = new Prices();
        prices.products = products;
        return prices;
    }
}
