package io.gatehouse.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of the process, cell by cell. */
class OrderStatusTest {
    private static final String TABLE = """
            OCCURRENCE,          PLACED,    CONFIRMED, REJECTED, TIMED_OUT, CANCELLED
            STOCK_RESERVED,      CONFIRMED, CONFIRMED, REJECTED, TIMED_OUT, CANCELLED
            STOCK_REJECTED,      REJECTED,  CONFIRMED, REJECTED, TIMED_OUT, CANCELLED
            RESERVATION_EXPIRED, TIMED_OUT, CANCELLED, REJECTED, TIMED_OUT, CANCELLED
            NO_ANSWER_IN_TIME,   TIMED_OUT, CONFIRMED, REJECTED, TIMED_OUT, CANCELLED
            CANCELLED_BY_OWNER,  CANCELLED, CANCELLED, REJECTED, TIMED_OUT, CANCELLED
            CANCELLED_BY_ADMIN,  CANCELLED, CANCELLED, REJECTED, TIMED_OUT, CANCELLED
            """;

    @ParameterizedTest
    @CsvSource(textBlock = TABLE, useHeadersInDisplayName = true)
    void goesWhereTheTableSays(
            Occurrence what,
            OrderStatus placed,
            OrderStatus confirmed,
            OrderStatus rejected,
            OrderStatus timedOut,
            OrderStatus cancelled) {
        assertThat(OrderStatus.PLACED.after(what)).isEqualTo(placed);
        assertThat(OrderStatus.CONFIRMED.after(what)).isEqualTo(confirmed);
        assertThat(OrderStatus.REJECTED.after(what)).isEqualTo(rejected);
        assertThat(OrderStatus.TIMED_OUT.after(what)).isEqualTo(timedOut);
        assertThat(OrderStatus.CANCELLED.after(what)).isEqualTo(cancelled);
    }

    @Test
    void theTableLeavesNothingOut() {
        Set<String> rows = new TreeSet<>();
        TABLE.lines().skip(1).forEach(row -> rows.add(row.substring(0, row.indexOf(','))));

        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(
                        EnumSet.allOf(Occurrence.class).stream().map(Enum::name).toList());
        assertThat(OrderStatus.values()).hasSize(5);
    }

    @ParameterizedTest
    @CsvSource({"REJECTED", "TIMED_OUT", "CANCELLED"})
    void nothingHappensAfterAnEnd(OrderStatus end) {
        for (Occurrence what : Occurrence.values()) {
            assertThat(end.after(what)).isEqualTo(end);
        }
    }
}
