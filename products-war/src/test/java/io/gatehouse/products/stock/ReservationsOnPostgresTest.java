package io.gatehouse.products.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.Databases;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class ReservationsOnPostgresTest extends ReservationsContract {
    private final DataSource postgres = Databases.postgres();

    @Override
    DataSource dataSource() {
        return postgres;
    }

    @Test
    void sellsTheLastFiftyPiecesOnceToTwoHundredWhoComeAtOnce() throws Exception {
        UUID product = room.product(50);

        List<List<Record>> told = Crowd.of(200, 200, i -> room.happens(StockRoom.order(Map.of(product, 1))));

        List<Record> answers = told.stream().flatMap(List::stream).toList();
        assertThat(answers).filteredOn(StockReserved.class::isInstance).hasSize(50);
        assertThat(answers).filteredOn(StockRejected.class::isInstance).hasSize(150);
        assertThat(room.available(product)).isZero();
        assertThat(room.kept(product)).isEqualTo(50);
    }

    /** Orders meet at the row of what sells well: as long as a piece is left, what they write there is the row alone. */
    @Test
    void noIndexIsChangedBeforeTheLastPieceIsTaken() {
        try (StockRoom alone = new StockRoom(Databases.postgres())) {
            UUID product = alone.product(5);

            assertThat(isIndexChanged(alone, product, 4)).isFalse();
            assertThat(isIndexChanged(alone, product, 1)).isTrue();
        }
    }

    private static boolean isIndexChanged(StockRoom room, UUID product, int quantity) {
        return room.inTransaction(beans -> {
            EntityManager entities = beans.stock().entities;
            long updates = count("n_tup_upd", entities);
            long ofRowsAlone = count("n_tup_hot_upd", entities);
            beans.stock().lock(product).take(quantity);
            entities.flush();
            assertThat(count("n_tup_upd", entities)).isEqualTo(updates + 1);
            return count("n_tup_hot_upd", entities) == ofRowsAlone;
        });
    }

    private static long count(String updates, EntityManager entities) {
        return ((Number) entities.createNativeQuery(
                                "select " + updates + " from pg_stat_xact_user_tables where relname = 'stock_level'")
                        .getSingleResult())
                .longValue();
    }

    /** The embedded database, which has one instance, lets it wait. */
    @Test
    void doesNotWaitForAnExpiredOneThatSomebodyIsAtWorkOn() {
        room.clock.advance(StockRoom.TTL);
        room.sweep();
        UUID product = room.product(5);
        UUID first = reserved(product, 1);
        room.clock.advance(Duration.ofSeconds(1));
        UUID second = reserved(room.product(5), 1);
        room.clock.advance(StockRoom.TTL);

        List<Record> told = room.inTransaction(others -> {
            others.reservations().commit(first);
            others.reservations().entities.flush();
            return room.sweepOne();
        });

        assertThat(told).containsExactly(released(second, StockReleased.Reason.RESERVATION_EXPIRED));
    }
}
