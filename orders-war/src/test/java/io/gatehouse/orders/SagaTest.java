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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The order and what products keep for it, told of each other by messages that come late, twice and in any order, while
 * clients cancel and clocks run out. When all has been said, stock is kept for an order exactly when it is confirmed.
 */
class SagaTest {
    private static final Instant NOW = Instant.parse("2026-01-02T08:00:00Z");
    private static final Money PRICE = Money.of("10", Currency.getInstance("EUR"));

    /** What the products service has agreed to do, as simply as it can be said. */
    private static final class Products {
        enum Reservation {
            NONE,
            REFUSED,
            HELD,
            COMMITTED,
            RELEASED
        }

        private final boolean inStock;
        Reservation reservation = Reservation.NONE;

        Products(boolean inStock) {
            this.inStock = inStock;
        }

        List<Record> hear(Record event) {
            if (event instanceof OrderPlaced placed && reservation == Reservation.NONE) {
                reservation = inStock ? Reservation.HELD : Reservation.REFUSED;
                return List.of(
                        inStock
                                ? new StockAnswers.StockReserved(placed.orderId())
                                : new StockAnswers.StockRejected(placed.orderId(), "OUT_OF_STOCK"));
            }
            if (event instanceof OrderConfirmed && reservation == Reservation.HELD) {
                reservation = Reservation.COMMITTED;
            }
            if (event instanceof OrderCancelled cancelled) {
                return release(cancelled.orderId(), "ORDER_CANCELLED");
            }
            if (event instanceof OrderTimedOut timedOut) {
                return release(timedOut.orderId(), "ORDER_TIMED_OUT");
            }
            return List.of();
        }

        List<Record> expire(UUID order) {
            return reservation == Reservation.HELD ? release(order, "RESERVATION_EXPIRED") : List.of();
        }

        private List<Record> release(UUID order, String reason) {
            boolean held = reservation == Reservation.HELD || reservation == Reservation.COMMITTED;
            reservation = Reservation.RELEASED;
            return held ? List.of(new StockAnswers.StockReleased(order, reason)) : List.of();
        }

        boolean keepsStock() {
            return reservation == Reservation.HELD || reservation == Reservation.COMMITTED;
        }
    }

    static List<Long> seeds() {
        return IntStream.range(0, 1000).mapToObj(Long::valueOf).toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void stockIsKeptExactlyForAConfirmedOrder(long seed) {
        Random random = new Random(seed);
        Order order = new Order(UUID.randomUUID(), List.of(new OrderLine(UUID.randomUUID(), 1, PRICE)), NOW);
        Products products = new Products(random.nextInt(4) > 0);
        List<Record> toProducts = new ArrayList<>(List.of(order.placed()));
        List<Record> toOrders = new ArrayList<>();

        for (int step = 0; step < 200 && (step < 20 || !toProducts.isEmpty() || !toOrders.isEmpty()); step++) {
            switch (random.nextInt(6)) {
                case 0, 1 -> take(toProducts, random).forEach(event -> toOrders.addAll(products.hear(event)));
                case 2, 3 -> take(toOrders, random).forEach(event -> toProducts.addAll(hear(order, event)));
                case 4 -> toOrders.addAll(random.nextInt(8) == 0 ? products.expire(order.id()) : List.of());
                default -> toProducts.addAll(random.nextInt(8) == 0 ? happen(order, random) : List.of());
            }
        }
        deliverTheRest(order, products, toProducts, toOrders);

        assertThat(order.status()).isNotEqualTo(OrderStatus.PLACED);
        assertThat(products.keepsStock())
                .as("%s with %s", order.status(), products.reservation)
                .isEqualTo(order.status() == OrderStatus.CONFIRMED);
    }

    private static void deliverTheRest(Order order, Products products, List<Record> toProducts, List<Record> toOrders) {
        while (!toProducts.isEmpty() || !toOrders.isEmpty()) {
            List<Record> told = List.copyOf(toProducts);
            toProducts.clear();
            told.forEach(event -> toOrders.addAll(products.hear(event)));
            List<Record> answers = List.copyOf(toOrders);
            toOrders.clear();
            answers.forEach(event -> toProducts.addAll(hear(order, event)));
        }
    }

    /** Any one of those that are under way; every third stays there, and so will come again. */
    private static List<Record> take(List<Record> underWay, Random random) {
        if (underWay.isEmpty()) {
            return List.of();
        }
        int index = random.nextInt(underWay.size());
        return List.of(random.nextInt(3) == 0 ? underWay.get(index) : underWay.remove(index));
    }

    private static List<Record> hear(Order order, Record event) {
        if (event instanceof StockAnswers.StockReserved) {
            return order.on(Occurrence.STOCK_RESERVED, NOW).stream().toList();
        }
        if (event instanceof StockAnswers.StockRejected rejected) {
            return order.rejected(rejected.reason(), NOW).stream().toList();
        }
        return ((StockAnswers.StockReleased) event).isExpiry()
                ? order.on(Occurrence.RESERVATION_EXPIRED, NOW).stream().toList()
                : List.of();
    }

    private static List<Record> happen(Order order, Random random) {
        Occurrence what = random.nextBoolean() ? Occurrence.CANCELLED_BY_OWNER : Occurrence.NO_ANSWER_IN_TIME;
        return order.on(what, NOW).stream().toList();
    }
}
