package io.gatehouse.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gatehouse.kernel.problem.FieldError;
import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.problem.Rule;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who may ask for whose orders; what is found is told by {@link OrdersContract}. */
class OrderFilterTest {
    private final UUID anna = UUID.randomUUID();
    private final OrderFilter filter = new OrderFilter();

    @Test
    void refusesWhoAsksForTheOrdersOfAnother() {
        filter.user = UUID.randomUUID();

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> filter.seenBy(anna, false))
                .satisfies(refused -> {
                    assertThatCode(() -> filter.seenBy(anna, true)).doesNotThrowAnyException();
                    assertThat(refused.problem().status()).isEqualTo(403);
                    assertThat(refused.problem().errors())
                            .containsExactly(new FieldError("user", Rule.OWN, "must be the caller"));
                });
    }

    @Test
    void letsEverybodyAskForTheirOwn() {
        filter.user = anna;

        assertThatCode(() -> filter.seenBy(anna, false)).doesNotThrowAnyException();
    }
}
