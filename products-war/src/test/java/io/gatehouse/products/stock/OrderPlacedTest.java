package io.gatehouse.products.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OrderPlacedTest {
    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID SECOND = new UUID(0, 2);

    @Test
    void countsEachProductInTheOrderOfLocking() {
        OrderPlaced order = order(line(SECOND, 5), line(FIRST, 1));

        assertThat(order.quantities()).containsExactly(entry(FIRST, 1), entry(SECOND, 5));
    }

    @Test
    void addsUpLinesOfOneProduct() {
        assertThat(order(line(FIRST, 1), line(FIRST, 2)).quantities()).containsExactly(entry(FIRST, 3));
    }

    @Test
    void neverOverflowsIntoAnOrderOfLess() {
        OrderPlaced order = order(line(FIRST, Integer.MAX_VALUE), line(FIRST, 1));

        assertThatThrownBy(order::quantities).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void neverGivesStockBack() {
        assertThatThrownBy(() -> line(FIRST, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> line(FIRST, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static OrderPlaced order(OrderPlaced.Line... lines) {
        return new OrderPlaced(UUID.randomUUID(), List.of(lines));
    }

    private static OrderPlaced.Line line(UUID productId, int quantity) {
        return new OrderPlaced.Line(productId, quantity);
    }

    private static Map.Entry<UUID, Integer> entry(UUID productId, int quantity) {
        return Map.entry(productId, quantity);
    }
}
