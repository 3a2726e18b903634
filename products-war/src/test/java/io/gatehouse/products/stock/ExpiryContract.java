package io.gatehouse.products.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.products.stock.Reservation.State;
import io.gatehouse.products.stock.StockRoom.OrderConfirmed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What becomes of reservations with time, on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ExpiryContract {
    @SuppressWarnings("NullAway.Init") // set before all tests
    StockRoom room;

    abstract DataSource dataSource() throws Exception;

    @BeforeAll
    void migrate() throws Exception {
        room = new StockRoom(dataSource());
    }

    @AfterAll
    void close() {
        room.close();
    }

    @Test
    void keepsWhatIsConfirmedHoweverMuchTimePasses() {
        UUID product = room.product(5);
        UUID order = reserved(product, 2);

        assertThat(room.happens(new OrderConfirmed(order))).isEmpty();
        assertThat(room.state(order)).contains(State.COMMITTED);
        room.clock.advance(StockRoom.TTL.multipliedBy(10));

        assertThat(room.sweep()).doesNotContain(released(order, StockReleased.Reason.RESERVATION_EXPIRED));
        assertThat(room.happens(new OrderConfirmed(order))).isEmpty();
        assertThat(room.available(product)).isEqualTo(3);
    }

    @Test
    void givesBackWhatIsHeldTooLongAndNothingSooner() {
        UUID product = room.product(5);
        UUID order = reserved(product, 2);
        StockReleased expired = released(order, StockReleased.Reason.RESERVATION_EXPIRED);

        room.clock.advance(StockRoom.TTL.minus(Duration.ofMillis(1)));
        assertThat(room.sweep()).doesNotContain(expired);
        room.clock.advance(Duration.ofMillis(1));
        assertThat(room.sweep()).containsOnlyOnce(expired);
        assertThat(room.available(product)).isEqualTo(5);
        assertThat(room.sweep()).isEmpty();
        assertThat(room.happens(new OrderConfirmed(order))).isEmpty();
        assertThat(room.state(order)).contains(State.RELEASED);
        assertThat(room.available(product)).isEqualTo(5);
    }

    @Test
    void confirmsWhatHasExpiredUnlessItWasReleased() {
        UUID product = room.product(5);
        UUID order = reserved(product, 2);
        room.clock.advance(StockRoom.TTL.multipliedBy(2));

        room.happens(new OrderConfirmed(order));

        assertThat(room.sweep()).doesNotContain(released(order, StockReleased.Reason.RESERVATION_EXPIRED));
        assertThat(room.available(product)).isEqualTo(3);
    }

    @Test
    void countsWhatIsHeld() {
        room.clock.advance(StockRoom.TTL);
        room.sweep();
        UUID product = room.product(5);
        UUID order = reserved(product, 1);
        reserved(product, 1);
        assertThat(room.held()).isEqualTo(2);

        room.happens(new OrderConfirmed(order));
        assertThat(room.held()).isEqualTo(1);
    }

    @Test
    void releasesEachExpiredOneOnceHoweverManySweep() throws Exception {
        room.clock.advance(StockRoom.TTL);
        room.sweep();
        UUID product = room.product(40);
        List<UUID> orders = Crowd.of(1, 40, i -> reserved(product, 1));
        room.clock.advance(StockRoom.TTL);

        List<List<Record>> told = Crowd.of(8, 8, i -> room.sweep());

        // Whoever finds the next one locked leaves it to the other; nothing may be left when all are done.
        assertThat(told.stream().flatMap(List::stream).toList())
                .containsExactlyInAnyOrderElementsOf(orders.stream()
                        .map(order -> released(order, StockReleased.Reason.RESERVATION_EXPIRED))
                        .toList());
        assertThat(room.available(product)).isEqualTo(40);
    }

    /** The work of one run: nobody waits for the next one. */
    @Test
    void givesBackAThousandInOneRun() {
        room.clock.advance(StockRoom.TTL);
        room.sweep();
        UUID product = room.product(1_000);
        for (int some = 0; some < 20; some++) {
            room.inTransaction(beans -> {
                for (int i = 0; i < 50; i++) {
                    assertThat(beans.reservations().decide(StockRoom.order(Map.of(product, 1))))
                            .isPresent();
                }
                return true;
            });
        }
        assertThat(room.available(product)).isZero();
        ExpirySweep sweep = room.expirySweep();
        sweep.release.doIfDue(room.clock.instant());
        room.clock.advance(StockRoom.TTL);

        for (int round = 0; round < 10; round++) {
            assertThat(room.available(product)).isEqualTo(100 * round);
            sweep.release.doIfDue(room.clock.instant());
        }

        assertThat(room.available(product)).isEqualTo(1_000);
        assertThat(room.held()).isZero();
    }

    UUID reserved(UUID product, int quantity) {
        OrderPlaced order = StockRoom.order(Map.of(product, quantity));
        assertThat(room.happens(order)).containsExactly(new StockReserved(order.orderId()));
        return order.orderId();
    }

    static StockReleased released(UUID order, StockReleased.Reason reason) {
        return new StockReleased(order, reason);
    }
}
