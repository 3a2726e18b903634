package io.gatehouse.orders.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.ProcessingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PricesTest {
    private static final Money TEN = Money.of("10", Currency.getInstance("EUR"));
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private final UUID known = UUID.randomUUID();
    private final UUID unknown = UUID.randomUUID();

    @Test
    void leavesOutWhatIsNotAProduct() {
        Prices prices = prices((ids, requestId, trace) -> List.of(new ProductPrice(known, TEN)));

        assertThat(prices.current(Set.of(known, unknown), null, TRACE))
                .containsOnlyKeys(known)
                .containsValue(TEN);
    }

    @Test
    void makesOneKindOfFailureOfAllThatCanGoWrong() {
        ProcessingException refused = new ProcessingException("connection refused");
        Prices prices = prices((ids, requestId, trace) -> {
            throw refused;
        });

        assertThatThrownBy(() -> prices.current(Set.of(known), null, TRACE))
                .isInstanceOf(ProductsUnavailable.class)
                .hasMessage("connection refused")
                .hasCause(refused);
    }

    static Stream<@Nullable List<@Nullable ProductPrice>> garbage() {
        ProductPrice price = new ProductPrice(new UUID(0, 1), TEN);
        return Stream.of(null, Arrays.asList((ProductPrice) null), List.of(price, price));
    }

    @ParameterizedTest
    @MethodSource("garbage")
    void takesNothingForPricesThatIsNone(@Nullable List<@Nullable ProductPrice> answer) {
        Prices prices = prices((ids, requestId, trace) -> answer);

        assertThatThrownBy(() -> prices.current(Set.of(known), null, TRACE)).isInstanceOf(ProductsUnavailable.class);
    }

    @Test
    void passesOnWhichRequestItIsAndWhereInItsTrace() {
        List<String> heard = new ArrayList<>();
        Prices prices = prices((ids, requestId, trace) -> {
            heard.add(requestId + " " + trace);
            return List.of();
        });

        assertThat(prices.current(Set.of(known), "r1", TRACE)).isEmpty();
        assertThat(heard).containsExactly("r1 " + TRACE);
    }

    @Test
    void leavesNoInterruptBehindThatWouldBreakThePauseBeforeTheNextAttempt() {
        Prices prices = prices((ids, requestId, trace) -> {
            Thread.currentThread().interrupt();
            throw new ProcessingException("too late");
        });

        assertThatThrownBy(() -> prices.current(Set.of(known), null, TRACE)).isInstanceOf(ProductsUnavailable.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @SuppressWarnings("UnnecessaryAssignment") // no container here: the test is the framework
    private static Prices prices(ProductsClient products) {
        Prices prices = new Prices();
        prices.products = products;
        return prices;
    }
}
