package io.gatehouse.products.stock;

import io.gatehouse.products.stock.Reservation.State;
import io.gatehouse.products.stock.StockRoom.OrderCancelled;
import io.gatehouse.products.stock.StockRoom.OrderConfirmed;
import io.gatehouse.products.stock.StockRoom.OrderTimedOut;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What stock ought to do, said as plainly as possible: in memory, one event after the other. */
final class NaiveStock {
    private record Kept(State state, Map<UUID, Integer> lines, Instant expiresAt) {}

    final Map<UUID, Integer> available = new HashMap<>();
    private final Map<UUID, Kept> orders = new HashMap<>();

    Map<UUID, State> states() {
        Map<UUID, State> states = new HashMap<>();
        orders.forEach((order, kept) -> states.put(order, kept.state()));
        return states;
    }

    List<Record> happens(Record event, Instant now) {
        if (event instanceof OrderPlaced placed) {
            return place(placed, now);
        }
        if (event instanceof OrderConfirmed confirmed) {
            orders.computeIfPresent(
                    confirmed.orderId(),
                    (id, kept) -> kept.state() == State.HELD ? new Kept(State.COMMITTED, kept.lines(), now) : kept);
        }
        if (event instanceof OrderCancelled cancelled) {
            return end(cancelled.orderId(), StockReleased.Reason.ORDER_CANCELLED, now);
        }
        if (event instanceof OrderTimedOut timedOut) {
            return end(timedOut.orderId(), StockReleased.Reason.ORDER_TIMED_OUT, now);
        }
        return List.of();
    }

    List<Record> expire(Instant now) {
        List<Record> told = new ArrayList<>();
        Map.copyOf(orders).forEach((order, kept) -> {
            if (kept.state() == State.HELD && !kept.expiresAt().isAfter(now)) {
                told.addAll(end(order, StockReleased.Reason.RESERVATION_EXPIRED, now));
            }
        });
        return told;
    }

    private List<Record> place(OrderPlaced order, Instant now) {
        if (orders.containsKey(order.orderId())) {
            return List.of();
        }
        for (Map.Entry<UUID, Integer> line : order.quantities().entrySet()) {
            Integer left = available.get(line.getKey());
            if (left == null || left < line.getValue()) {
                orders.put(order.orderId(), new Kept(State.REJECTED, Map.of(), now));
                return List.of(new StockRejected(
                        order.orderId(),
                        left == null ? StockRejected.Reason.UNKNOWN_PRODUCT : StockRejected.Reason.OUT_OF_STOCK,
                        line.getKey()));
            }
        }
        order.quantities().forEach((product, quantity) -> available.merge(product, -quantity, Integer::sum));
        orders.put(order.orderId(), new Kept(State.HELD, order.quantities(), now.plus(StockRoom.TTL)));
        return List.of(new StockReserved(order.orderId()));
    }

    private List<Record> end(UUID order, StockReleased.Reason reason, Instant now) {
        Kept kept = orders.get(order);
        if (kept == null) {
            orders.put(order, new Kept(State.RELEASED, Map.of(), now));
            return List.of();
        }
        if (kept.state() != State.HELD && kept.state() != State.COMMITTED) {
            return List.of();
        }
        kept.lines().forEach((product, quantity) -> available.computeIfPresent(product, (id, left) -> left + quantity));
        orders.put(order, new Kept(State.RELEASED, Map.of(), now));
        return List.of(new StockReleased(order, reason));
    }
}
