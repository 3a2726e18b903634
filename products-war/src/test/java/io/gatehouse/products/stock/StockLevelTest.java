package io.gatehouse.products.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class StockLevelTest {
    private final StockLevel level = new StockLevel(UUID.randomUUID(), 3);

    @Test
    void givesUpToTheLastPiece() {
        level.take(2);
        level.take(1);

        assertThat(level.available()).isZero();
        assertThat(level.has(1)).isFalse();
    }

    @Test
    void neverGivesMoreThanThereIs() {
        assertThatThrownBy(() -> level.take(4)).isInstanceOf(IllegalStateException.class);
        assertThat(level.available()).isEqualTo(3);
    }

    @Test
    void takesBackWhatWasGiven() {
        level.take(3);
        level.giveBack(2);

        assertThat(level.view()).isEqualTo(new StockView(2));
    }

    @Test
    void neverOverflowsIntoNothing() {
        assertThatThrownBy(() -> level.giveBack(Integer.MAX_VALUE)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void isCountedAnew() {
        level.set(7);

        assertThat(level.available()).isEqualTo(7);
    }
}
