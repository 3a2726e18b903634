package io.gatehouse.products.stock;

import io.gatehouse.kernel.event.CloudEvent;
import io.gatehouse.kernel.testing.SettableClock;
import io.gatehouse.products.Catalogue;
import io.gatehouse.products.Database;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Stock and reservations on a database, without a server: each event has a transaction of its own, as in the inbox. */
final class StockRoom implements AutoCloseable {
    static final Duration TTL = Duration.ofMinutes(15);

    private static final int TRIES = 50;

    /** What orders tell; the data of the real ones has more fields. */
    record OrderConfirmed(UUID orderId) {}

    record OrderRejected(UUID orderId) {}

    record OrderCancelled(UUID orderId) {}

    record OrderTimedOut(UUID orderId) {}

    /** The beans of one transaction, and what they have told. */
    record Beans(
            Stock stock, Reservations reservations, OrderEffects effects, ExpiredReservations expired, Told told) {}

    final SettableClock clock = new SettableClock(Instant.parse("2026-01-02T08:00:00Z"));
    final Database database;

    StockRoom(DataSource dataSource) {
        database = new Database(dataSource);
    }

    <T> T inTransaction(Function<Beans, T> work) {
        return database.inTransaction(entities -> work.apply(beans(entities)));
    }

    @SuppressWarnings("UnnecessaryAssignment") // no container here: the test is the framework
    Beans beans(EntityManager entities) {
        Stock stock = new Stock();
        stock.entities = entities;
        Reservations reservations = new Reservations();
        reservations.entities = entities;
        reservations.stock = stock;
        reservations.clock = clock;
        reservations.timeToLive = TTL;
        Told told = new Told();
        reservations.outbox = told;
        stock.outbox = told;
        Answers answers = new Answers();
        answers.outbox = told;
        answers.decided = told;
        OrderEffects effects = new OrderEffects();
        effects.reservations = reservations;
        effects.answers = answers;
        ExpiredReservations expired = new ExpiredReservations();
        expired.reservations = reservations;
        expired.answers = answers;
        return new Beans(stock, reservations, effects, expired, told);
    }

    UUID product(int available) {
        return database.inTransaction(entities -> {
            UUID id = Catalogue.addProduct(entities);
            beans(entities).stock().open(id, available);
            return id;
        });
    }

    /** Lets an event take effect; returns what others are told then. */
    List<Record> happens(Record event) {
        CloudEvent received = CloudEvent.of("/orders", event, UUID.randomUUID(), clock.instant(), null);
        return inTransaction(beans -> {
            beans.effects().of(received);
            return beans.told().published;
        });
    }

    /** Does it as often as it takes, as broker and sweeper do when transactions have met. */
    static List<Record> atLast(Supplier<List<Record>> work) {
        for (int tries = 1; ; tries++) {
            try {
                return work.get();
            } catch (PersistenceException again) {
                if (tries == TRIES) {
                    throw again;
                }
            }
        }
    }

    /** Releases all that has expired; returns what others are told. */
    List<Record> sweep() {
        List<Record> all = new ArrayList<>();
        List<Record> told = sweepOne();
        while (!told.isEmpty()) {
            all.addAll(told);
            told = sweepOne();
        }
        return all;
    }

    List<Record> sweepOne() {
        return inTransaction(beans -> {
            boolean unused = beans.expired().releaseOne();
            return beans.told().published;
        });
    }

    /** Its chores, each order in a transaction of its own. */
    @SuppressWarnings("UnnecessaryAssignment") // no container here: the test is the framework
    ExpirySweep expirySweep() {
        ExpirySweep sweep = new ExpirySweep();
        sweep.expired = new ExpiredReservations() {
            @Override
            public boolean releaseOne() {
                return !sweepOne().isEmpty();
            }
        };
        return sweep;
    }

    /** What an administrator does. */
    void set(UUID product, int stock) {
        inTransaction(beans -> {
            beans.stock().lock(product).set(stock);
            return true;
        });
    }

    void delete(UUID product) {
        database.run(entities -> {
            beans(entities).stock().close(product);
            entities.createQuery("delete from Product p where p.id = :id")
                    .setParameter("id", product)
                    .executeUpdate();
        });
    }

    /** Pieces at hand; -1 for what is not counted. */
    int available(UUID product) {
        return inTransaction(beans -> beans.stock().available(List.of(product)).getOrDefault(product, -1));
    }

    Optional<Reservation.State> state(UUID order) {
        return database.inTransaction(entities ->
                Optional.ofNullable(entities.find(Reservation.class, order)).map(Reservation::state));
    }

    /** What is, or was, kept for an order. */
    Map<UUID, Integer> lines(UUID order) {
        return database.inTransaction(
                entities -> Map.copyOf(entities.find(Reservation.class, order).quantities()));
    }

    /** How many pieces of a product orders have, or may have. */
    long kept(UUID product) {
        return database.inTransaction(entities -> entities.createQuery(
                        "select coalesce(sum(value(q)), 0) from Reservation r join r.quantities q"
                                + " where key(q) = :product and r.state in :kept",
                        Long.class)
                .setParameter("product", product)
                .setParameter("kept", List.of(Reservation.State.HELD, Reservation.State.COMMITTED))
                .getSingleResult());
    }

    long held() {
        return inTransaction(beans -> beans.expired().held());
    }

    static OrderPlaced order(Map<UUID, Integer> quantities) {
        return new OrderPlaced(
                UUID.randomUUID(),
                quantities.entrySet().stream()
                        .map(line -> new OrderPlaced.Line(line.getKey(), line.getValue()))
                        .toList());
    }

    @Override
    public void close() {
        database.close();
    }
}
