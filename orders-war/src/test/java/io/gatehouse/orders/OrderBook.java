package io.gatehouse.orders;

import io.gatehouse.kernel.testing.SettableClock;
import io.gatehouse.kernel.work.Batches;
import io.gatehouse.orders.pricing.Money;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** Orders on a database, wired by hand, and what they tell others. */
@SuppressWarnings("UnnecessaryAssignment") // no container here: the test is the framework
final class OrderBook implements AutoCloseable {
    static final Instant MORNING = Instant.parse("2026-01-02T08:00:00.123456Z");
    static final Duration TIMEOUT = Duration.ofMinutes(1);

    final SettableClock clock = new SettableClock(MORNING);
    final List<Record> told = new CopyOnWriteArrayList<>();
    final List<Record> noted = new CopyOnWriteArrayList<>();
    private final Database database;

    OrderBook(DataSource dataSource) {
        database = new Database(dataSource);
    }

    /** In one transaction. */
    <T> T ask(Function<Orders, T> work) {
        return database.inTransaction(entities -> work.apply(orders(entities)));
    }

    void run(Consumer<Orders> work) {
        database.run(entities -> work.accept(orders(entities)));
    }

    /** One sweep of one instance. */
    boolean endBatch() {
        return database.inTransaction(entities -> timeouts(entities).endBatch());
    }

    Order place(UUID user, OrderLine... lines) {
        Order order = new Order(user, List.of(lines), clock.instant());
        return ask(orders -> orders.place(order, placed -> placed));
    }

    /** With so many lines, of a cent each. */
    Order place(UUID user, int lines) {
        return place(
                user,
                IntStream.range(0, lines).mapToObj(i -> line("0.01", "EUR")).toArray(OrderLine[]::new));
    }

    OrderView view(UUID id) {
        return ask(orders -> orders.find(id).orElseThrow().view());
    }

    List<Milestone> history(UUID id) {
        return ask(orders -> orders.find(id).orElseThrow().history());
    }

    int version(UUID id) {
        return ask(orders -> orders.find(id).orElseThrow().version());
    }

    static OrderLine line(String amount, String currency) {
        return new OrderLine(UUID.randomUUID(), 1, Money.of(amount, Currency.getInstance(currency)));
    }

    private Orders orders(EntityManager entities) {
        Orders orders = new Orders();
        orders.entities = entities;
        orders.clock = clock;
        orders.events = new OrderEvents() {
            @Override
            void add(UUID orderId, Record event) {
                entities.flush();
                told.add(event);
            }

            @Override
            void note(Map<UUID, ? extends Record> changes) {
                noted.addAll(changes.values());
            }
        };
        return orders;
    }

    /** A user has been deleted, and is forgotten. */
    void leaves(UUID user) {
        departs(user);
        forgetAllOf(user);
    }

    /** A user has been deleted; that is all. */
    void departs(UUID user) {
        database.run(entities -> departures(entities).add(user));
    }

    /** In one transaction. */
    boolean forgetSomeOf(UUID user) {
        return database.inTransaction(entities -> departures(entities).forgetSome(user));
    }

    /** As one instance does it. */
    void forgetAllOf(UUID user) {
        Batches.doSome(() -> forgetSomeOf(user));
    }

    void lookAgainForThoseWhoHaveLeft() {
        whoHaveOrderedSinceTheyLeft().forEach(this::forgetAllOf);
        boolean unused = forgetOldDepartures(100);
    }

    boolean forgetOldDepartures(int most) {
        return database.inTransaction(entities -> departures(entities).forgetOld(most));
    }

    List<UUID> whoHaveOrderedSinceTheyLeft() {
        return whoHaveOrderedSinceTheyLeft(new UUID(0, 0), Integer.MAX_VALUE);
    }

    List<UUID> whoHaveOrderedSinceTheyLeft(UUID behind, int most) {
        return database.inTransaction(entities -> departures(entities).whoHaveOrdered(behind, most));
    }

    long departures() {
        return database.inTransaction(entities -> entities.createQuery("select count(d) from Departure d", Long.class)
                .getSingleResult());
    }

    private Departures departures(EntityManager entities) {
        Departures departures = new Departures();
        departures.entities = entities;
        departures.orders = orders(entities);
        departures.clock = clock;
        return departures;
    }

    private Timeouts timeouts(EntityManager entities) {
        Timeouts timeouts = new Timeouts();
        timeouts.entities = entities;
        timeouts.orders = orders(entities);
        timeouts.clock = clock;
        timeouts.timeout = TIMEOUT;
        return timeouts;
    }

    @Override
    public void close() {
        database.close();
    }
}
