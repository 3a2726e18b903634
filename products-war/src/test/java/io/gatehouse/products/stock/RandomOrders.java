package io.gatehouse.products.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.products.stock.StockRoom.OrderCancelled;
import io.gatehouse.products.stock.StockRoom.OrderConfirmed;
import io.gatehouse.products.stock.StockRoom.OrderRejected;
import io.gatehouse.products.stock.StockRoom.OrderTimedOut;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/** Orders of a few products, and all that can happen to them: in any sequence, twice, and before they begin. */
final class RandomOrders {
    private static final int PIECES = 12;

    private final StockRoom room;
    private final Random random;
    private final List<UUID> products;
    private final List<OrderPlaced> orders;

    RandomOrders(StockRoom room, long seed) {
        this.room = room;
        this.random = new Random(seed);
        this.products = new ArrayList<>(
                IntStream.range(0, 5).mapToObj(i -> room.product(PIECES)).toList());
        this.orders = IntStream.range(0, 40).mapToObj(i -> order()).toList();
    }

    /** Does one thing after the other here and in the naive stock, and compares all that can be seen. */
    void compare(int steps) {
        room.clock.advance(StockRoom.TTL);
        room.sweep();
        NaiveStock naive = new NaiveStock();
        products.forEach(product -> naive.available.put(product, PIECES));
        for (int step = 0; step < steps; step++) {
            takeStep(naive);
            if (step % 20 == 0) {
                compareAll(naive);
            }
        }
        compareAll(naive);
    }

    private void takeStep(NaiveStock naive) {
        UUID product = products.get(random.nextInt(products.size()));
        int kind = random.nextInt(100);
        if (kind < 85) {
            Record event = event();
            assertThat(room.happens(event)).as("%s", event).isEqualTo(naive.happens(event, room.clock.instant()));
        } else if (kind < 94) {
            room.clock.advance(Duration.ofMinutes(random.nextInt(10)));
            assertThat(room.sweep()).containsExactlyInAnyOrderElementsOf(naive.expire(room.clock.instant()));
        } else if (kind < 99 || products.size() < 4) {
            int counted = random.nextInt(PIECES);
            room.set(product, counted);
            naive.available.put(product, counted);
        } else {
            room.delete(product);
            naive.available.remove(product);
            products.remove(product);
        }
    }

    private void compareAll(NaiveStock naive) {
        Map<UUID, Integer> seen = new HashMap<>();
        naive.available.keySet().forEach(product -> seen.put(product, room.available(product)));
        Map<UUID, Reservation.State> states = new HashMap<>();
        orders.forEach(order -> room.state(order.orderId()).ifPresent(state -> states.put(order.orderId(), state)));

        assertThat(seen).isEqualTo(naive.available);
        assertThat(states).isEqualTo(naive.states());
        assertThat(seen.values()).allMatch(left -> left >= 0);
    }

    /** Lets all of it happen at once, expiry included; returns how many pieces of each product there are in all. */
    Map<UUID, Integer> inParallel(int consumers, int eventsOfEach) throws Exception {
        List<Record> events = new ArrayList<>();
        IntStream.range(0, consumers * eventsOfEach).forEach(i -> events.add(event()));
        Collections.shuffle(events, random);
        List<List<Record>> unused = Crowd.of(consumers, events.size(), i -> {
            if (i % 50 == 0) {
                room.clock.advance(Duration.ofMinutes(4));
                return StockRoom.atLast(room::sweep);
            }
            return StockRoom.atLast(() -> room.happens(events.get(i)));
        });
        Map<UUID, Integer> pieces = new HashMap<>();
        products.forEach(product -> pieces.put(product, PIECES));
        return pieces;
    }

    private Record event() {
        OrderPlaced order = orders.get(random.nextInt(orders.size()));
        UUID id = order.orderId();
        int kind = random.nextInt(10);
        return switch (kind) {
            case 0, 1, 2, 3, 4 -> order;
            case 5, 6 -> new OrderConfirmed(id);
            case 7 -> new OrderCancelled(id);
            case 8 -> new OrderTimedOut(id);
            default -> new OrderRejected(id);
        };
    }

    /** Of some of the products, in an order of its own, now and then with something that is none. */
    private OrderPlaced order() {
        List<UUID> mixed = new ArrayList<>(products);
        Collections.shuffle(mixed, random);
        List<OrderPlaced.Line> lines = new ArrayList<>(mixed.subList(0, 1 + random.nextInt(3)).stream()
                .map(product -> new OrderPlaced.Line(product, 1 + random.nextInt(3)))
                .toList());
        if (random.nextInt(12) == 0) {
            lines.add(new OrderPlaced.Line(UUID.randomUUID(), 1));
        }
        return new OrderPlaced(UUID.randomUUID(), lines);
    }
}
