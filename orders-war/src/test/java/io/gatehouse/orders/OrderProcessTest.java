package io.gatehouse.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.orders.pricing.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes, in whatever order and however often: the first word counts, and a confirmed order can be taken back. */
class OrderProcessTest {
    private static final Instant NOW = Instant.parse("2026-01-02T08:00:00Z");
    private static final Money PRICE = Money.of("10", Currency.getInstance("EUR"));
    private static final int LONGEST = 12;
    private static final List<Occurrence> ALL = List.of(Occurrence.values());

    /** Looks at the whole sequence at once, and knows no states but what they mean. */
    private record Oracle(List<Occurrence> sequence) {
        List<OrderStatus> milestones() {
            List<OrderStatus> reached = new ArrayList<>(List.of(OrderStatus.PLACED));
            if (sequence.isEmpty()) {
                return reached;
            }
            Occurrence first = sequence.get(0);
            if (first != Occurrence.STOCK_RESERVED) {
                reached.add(endWithoutStock(first));
                return reached;
            }
            reached.add(OrderStatus.CONFIRMED);
            if (takenBack() != null) {
                reached.add(OrderStatus.CANCELLED);
            }
            return reached;
        }

        @Nullable
        String reason() {
            if (sequence.isEmpty()) {
                return null;
            }
            Occurrence decides = sequence.get(0) == Occurrence.STOCK_RESERVED ? takenBack() : sequence.get(0);
            return decides == null ? null : decides == Occurrence.STOCK_REJECTED ? "OUT_OF_STOCK" : decides.name();
        }

        private @Nullable Occurrence takenBack() {
            return sequence.stream()
                    .filter(what -> what.name().startsWith("CANCELLED") || what == Occurrence.RESERVATION_EXPIRED)
                    .findFirst()
                    .orElse(null);
        }

        private static OrderStatus endWithoutStock(Occurrence what) {
            if (what == Occurrence.STOCK_REJECTED) {
                return OrderStatus.REJECTED;
            }
            return what.name().startsWith("CANCELLED") ? OrderStatus.CANCELLED : OrderStatus.TIMED_OUT;
        }
    }

    static List<Long> seeds() {
        return IntStream.range(0, 500).mapToObj(Long::valueOf).toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void endsWhereTheOracleSays(long seed) {
        Random random = new Random(seed);
        List<Occurrence> sequence = random.ints(random.nextInt(LONGEST), 0, ALL.size())
                .mapToObj(ALL::get)
                .toList();
        Order order = new Order(UUID.randomUUID(), List.of(new OrderLine(UUID.randomUUID(), 1, PRICE)), NOW);
        List<Record> told = new ArrayList<>();

        for (int i = 0; i < sequence.size(); i++) {
            Instant later = NOW.plusSeconds(i + 1);
            (sequence.get(i) == Occurrence.STOCK_REJECTED
                            ? order.rejected("OUT_OF_STOCK", later)
                            : order.on(sequence.get(i), later))
                    .ifPresent(told::add);
        }

        Oracle oracle = new Oracle(sequence);
        List<OrderStatus> expected = oracle.milestones();
        OrderView view = order.view();
        assertThat(order.history()).extracting(Milestone::status).containsExactlyElementsOf(expected);
        assertThat(view.status()).isEqualTo(expected.get(expected.size() - 1));
        assertThat(view.reason()).isEqualTo(oracle.reason());
        assertThat(view.updatedAt())
                .isEqualTo(order.history().get(expected.size() - 1).at());
        assertThat(told)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactlyElementsOf(
                        expected.stream().skip(1).map(OrderProcessTest::eventOf).toList());
    }

    private static String eventOf(OrderStatus status) {
        return switch (status) {
            case PLACED -> "OrderPlaced";
            case CONFIRMED -> "OrderConfirmed";
            case REJECTED -> "OrderRejected";
            case TIMED_OUT -> "OrderTimedOut";
            case CANCELLED -> "OrderCancelled";
        };
    }
}
