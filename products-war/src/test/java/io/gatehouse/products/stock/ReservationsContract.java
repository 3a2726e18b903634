package io.gatehouse.products.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.event.CloudEvent;
import io.gatehouse.products.stock.Reservation.State;
import io.gatehouse.products.stock.StockRoom.OrderCancelled;
import io.gatehouse.products.stock.StockRoom.OrderConfirmed;
import io.gatehouse.products.stock.StockRoom.OrderRejected;
import io.gatehouse.products.stock.StockRoom.OrderTimedOut;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What reservations promise on every database. */
abstract class ReservationsContract extends ExpiryContract {
    @Test
    void takesAllLinesFromTheStock() {
        UUID some = room.product(10);
        UUID other = room.product(3);
        OrderPlaced order = StockRoom.order(Map.of(some, 4, other, 3));

        assertThat(room.happens(order)).containsExactly(new StockReserved(order.orderId()));
        assertThat(room.available(some)).isEqualTo(6);
        assertThat(room.available(other)).isZero();
        assertThat(room.lines(order.orderId())).isEqualTo(Map.of(some, 4, other, 3));
        assertThat(room.state(order.orderId())).contains(State.HELD);
    }

    @Test
    void theTrailOfAProductHasWhatOrdersTakeAndGiveBack() {
        UUID some = room.product(10);
        UUID gone = room.product(3);
        OrderPlaced placed = StockRoom.order(Map.of(some, 4, gone, 3));
        UUID order = placed.orderId();

        assertThat(audited(placed))
                .containsExactlyInAnyOrder(new StockTaken(some, order, 4), new StockTaken(gone, order, 3));
        assertThat(audited(placed)).isEmpty();
        assertThat(audited(StockRoom.order(Map.of(some, 7)))).isEmpty();
        room.delete(gone);
        assertThat(audited(new OrderCancelled(order))).containsExactly(new StockGivenBack(some, order, 4));
        assertThat(audited(new OrderCancelled(order))).isEmpty();
    }

    private List<Record> audited(Record event) {
        return room.inTransaction(beans -> {
            beans.effects().of(CloudEvent.of("/orders", event, UUID.randomUUID(), room.clock.instant(), null));
            return beans.told().audited;
        });
    }

    @Test
    void takesNothingWhenOneLineIsTooMuch() {
        UUID plenty = room.product(10);
        UUID scarce = room.product(2);
        OrderPlaced order = StockRoom.order(Map.of(plenty, 1, scarce, 3));

        assertThat(room.happens(order))
                .containsExactly(new StockRejected(order.orderId(), StockRejected.Reason.OUT_OF_STOCK, scarce));
        assertThat(room.available(plenty)).isEqualTo(10);
        assertThat(room.available(scarce)).isEqualTo(2);
        assertThat(room.lines(order.orderId())).isEmpty();
    }

    @Test
    void rejectsWhatIsNotAProduct() {
        UUID nothing = UUID.randomUUID();
        OrderPlaced order = StockRoom.order(Map.of(nothing, 1));

        assertThat(room.happens(order))
                .containsExactly(new StockRejected(order.orderId(), StockRejected.Reason.UNKNOWN_PRODUCT, nothing));
    }

    /** Between reading a product and setting its stock an order may have come: it is told to whoever set it. */
    @Test
    void whoeverSetsTheStockLearnsOfOrdersThatCameBefore() {
        UUID product = room.product(10);
        List<Integer> versions = new ArrayList<>();

        room.happens(StockRoom.order(Map.of(product, 3)));
        List<Record> told = room.inTransaction(beans -> {
            beans.stock().set(product, 5, versions::add);
            beans.stock().set(product, 5, versions::add);
            return beans.told().published;
        });

        assertThat(versions.get(0)).isEqualTo(1);
        assertThat(told).containsExactly(new StockChanged(product, 5));
        assertThat(room.available(product)).isEqualTo(5);
    }

    @Test
    void aStockThatIsRefusedToBeSetStaysAsItIs() {
        UUID product = room.product(10);

        assertThatThrownBy(() -> room.inTransaction(beans -> beans.stock().set(product, 5, version -> {
                    throw new IllegalStateException("version " + version);
                })))
                .hasStackTraceContaining("version 0");
        assertThat(room.available(product)).isEqualTo(10);
    }

    @Test
    void answersAnOrderOnceEvenWhenStockCouldServeItLater() {
        UUID product = room.product(1);
        OrderPlaced order = StockRoom.order(Map.of(product, 2));

        assertThat(room.happens(order)).hasSize(1);
        room.set(product, 9);

        assertThat(room.happens(order)).isEmpty();
        assertThat(room.happens(new OrderCancelled(order.orderId()))).isEmpty();
        assertThat(room.state(order.orderId())).contains(State.REJECTED);
        assertThat(room.available(product)).isEqualTo(9);
    }

    @Test
    void confirmsForTheAuditAndTheMetricsAlone() {
        UUID order = reserved(room.product(5), 2);

        Told told = room.inTransaction(beans -> {
            beans.effects().of(CloudEvent.of("/orders", new OrderConfirmed(order), order, room.clock.instant(), null));
            return beans.told();
        });

        assertThat(told.published).isEmpty();
        assertThat(told.audited).containsExactly(new StockCommitted(order));
        assertThat(told.fired).containsExactly(new StockCommitted(order));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void givesBackOnceWhenTheOrderIsCancelled(boolean confirmed) {
        UUID product = room.product(5);
        UUID order = reserved(product, 2);
        if (confirmed) {
            room.happens(new OrderConfirmed(order));
        }

        assertThat(room.happens(new OrderCancelled(order)))
                .containsExactly(released(order, StockReleased.Reason.ORDER_CANCELLED));
        assertThat(room.available(product)).isEqualTo(5);
        assertThat(room.happens(new OrderCancelled(order))).isEmpty();
        assertThat(room.happens(new OrderTimedOut(order))).isEmpty();
        assertThat(room.happens(new OrderConfirmed(order))).isEmpty();
        assertThat(room.available(product)).isEqualTo(5);
        assertThat(room.state(order)).contains(State.RELEASED);
    }

    @Test
    void givesBackWhenTheOrderHasTimedOut() {
        UUID product = room.product(5);
        UUID order = reserved(product, 2);

        assertThat(room.happens(new OrderTimedOut(order)))
                .containsExactly(released(order, StockReleased.Reason.ORDER_TIMED_OUT));
        assertThat(room.available(product)).isEqualTo(5);
    }

    @Test
    void reservesNothingForAnOrderThatEndedBeforeItWasSeenToBegin() {
        UUID product = room.product(5);
        OrderPlaced late = StockRoom.order(Map.of(product, 2));

        assertThat(room.happens(new OrderTimedOut(late.orderId()))).isEmpty();
        assertThat(room.state(late.orderId())).contains(State.RELEASED);
        assertThat(room.happens(late)).isEmpty();
        assertThat(room.happens(new OrderCancelled(late.orderId()))).isEmpty();
        assertThat(room.available(product)).isEqualTo(5);
    }

    @Test
    void passesOverWhatMeansNothingHere() {
        UUID product = room.product(5);
        UUID order = reserved(product, 2);
        UUID unknown = UUID.randomUUID();

        assertThat(room.happens(new OrderRejected(order))).isEmpty();
        assertThat(room.happens(new OrderConfirmed(unknown))).isEmpty();
        assertThat(room.state(order)).contains(State.HELD);
        assertThat(room.state(unknown)).isEmpty();
    }

    @Test
    void keepsWhatIsReservedOfAProductThatIsDeleted() {
        UUID stays = room.product(5);
        UUID goes = room.product(5);
        UUID kept = reserved(goes, 2);
        OrderPlaced both = StockRoom.order(Map.of(stays, 1, goes, 1));
        room.happens(both);
        room.delete(goes);

        room.happens(new OrderConfirmed(kept));
        assertThat(room.state(kept)).contains(State.COMMITTED);
        assertThat(room.happens(new OrderCancelled(both.orderId()))).hasSize(1);
        assertThat(room.available(stays)).isEqualTo(5);
        OrderPlaced late = StockRoom.order(Map.of(goes, 1));
        assertThat(room.happens(late))
                .containsExactly(new StockRejected(late.orderId(), StockRejected.Reason.UNKNOWN_PRODUCT, goes));
    }

    @Test
    void doesWhatTheNaiveStockDoesWhateverHappens() {
        for (long seed : List.of(20260101L, 7L, 42L)) {
            new RandomOrders(room, seed).compare(400);
        }
    }

    /** Many consumers, few products, each order with some of them in an order of its own: what deadlocks are made of. */
    @Test
    void agreesHoweverManyEventsMeet() throws Exception {
        Map<UUID, Integer> products = new RandomOrders(room, 20260102L).inParallel(8, 60);

        for (Map.Entry<UUID, Integer> product : products.entrySet()) {
            assertThat(room.available(product.getKey())).isNotNegative();
            assertThat(room.available(product.getKey()) + room.kept(product.getKey()))
                    .isEqualTo(product.getValue().longValue());
        }
    }

    /** Beside one lock for each product nothing depends on how many lines an order has. */
    @Test
    void needsAFewStatementsAndALockForEachProduct() {
        Map<UUID, Integer> six = new HashMap<>();
        IntStream.range(0, 6).forEach(i -> six.put(room.product(10), 1));
        OrderPlaced large = StockRoom.order(six);
        OrderPlaced small = StockRoom.order(Map.of(room.product(10), 1));
        long lines = 6;

        assertThat(statements(beans -> beans.reservations().decide(small))).isEqualTo(5);
        assertThat(statements(beans -> beans.reservations().decide(large))).isEqualTo(4 + lines);
        assertThat(statements(
                        beans -> beans.reservations().release(large.orderId(), StockReleased.Reason.ORDER_CANCELLED)))
                .isEqualTo(4 + lines);
    }

    private long statements(Function<StockRoom.Beans, Optional<?>> work) {
        return room.database.statements(
                entities -> assertThat(work.apply(room.beans(entities))).isPresent());
    }
}
