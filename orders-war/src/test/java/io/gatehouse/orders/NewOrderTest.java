package io.gatehouse.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gatehouse.kernel.problem.FieldError;
import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.problem.Rule;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NewOrderTest {
    private final UUID some = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();

    @Test
    void namesItsProductsInTheOrderOfTheLines() {
        assertThat(order(some, other).productIds()).containsExactly(some, other);
    }

    @Test
    void refusesAProductTwiceAndNamesTheSecondLine() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> order(other, some, some).productIds())
                .satisfies(refused -> {
                    assertThat(refused.problem().status()).isEqualTo(422);
                    assertThat(refused.problem().code()).isEqualTo("DUPLICATE_PRODUCT");
                    assertThat(refused.problem().errors())
                            .containsExactly(new FieldError(
                                    "lines[2].productId", Rule.DISTINCT, "is the product of an earlier line"));
                });
    }

    private static NewOrder order(UUID... products) {
        return new NewOrder(
                List.of(products).stream().map(id -> new NewOrder.Line(id, 1)).toList());
    }
}
