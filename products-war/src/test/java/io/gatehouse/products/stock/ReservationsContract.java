package io.gatehouse.products.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.products.Catalogue;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What reservations promise on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ReservationsContract {
    private static final int CONSUMERS = 8;
    private static final long SEED = 20260101;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private Database database;

    abstract DataSource dataSource() throws Exception;

    @BeforeAll
    void migrate() throws Exception {
        database = new Database(dataSource());
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void takesAllLinesFromTheStock() {
        UUID some = product(10);
        UUID other = product(3);
        OrderPlaced order = order(Map.of(some, 4, other, 3));

        assertThat(decide(order)).contains(new StockReserved(order.orderId()));
        assertThat(available(some)).isEqualTo(6);
        assertThat(available(other)).isZero();
        assertThat(kept(order)).isEqualTo(Map.of(some, 4, other, 3));
    }

    @Test
    void takesNothingWhenOneLineIsTooMuch() {
        UUID plenty = product(10);
        UUID scarce = product(2);
        OrderPlaced order = order(Map.of(plenty, 1, scarce, 3));

        assertThat(decide(order))
                .contains(new StockRejected(order.orderId(), StockRejected.Reason.OUT_OF_STOCK, scarce));
        assertThat(available(plenty)).isEqualTo(10);
        assertThat(available(scarce)).isEqualTo(2);
        assertThat(kept(order)).isEmpty();
    }

    @Test
    void rejectsWhatIsNotAProduct() {
        UUID nothing = UUID.randomUUID();
        OrderPlaced order = order(Map.of(nothing, 1));

        assertThat(decide(order))
                .contains(new StockRejected(order.orderId(), StockRejected.Reason.UNKNOWN_PRODUCT, nothing));
    }

    @Test
    void answersAnOrderOnce() {
        UUID product = product(10);
        OrderPlaced order = order(Map.of(product, 4));

        assertThat(decide(order)).isPresent();
        assertThat(decide(order)).isEmpty();
        assertThat(available(product)).isEqualTo(6);
    }

    @Test
    void keepsTheFirstAnswerWhenStockCouldServeTheOrderLater() {
        UUID product = product(1);
        OrderPlaced order = order(Map.of(product, 2));
        decide(order);
        database.inTransaction(entities ->
                entities.createQuery("update StockLevel s set s.available = 9").executeUpdate());

        assertThat(decide(order)).isEmpty();
    }

    /** Many consumers, few products, each order with some of them in an order of its own: what deadlocks are made of. */
    @Test
    void sellsEachPieceOnceHoweverManyOrdersMeet() throws Exception {
        List<UUID> products = IntStream.range(0, 5).mapToObj(i -> product(40)).toList();
        List<OrderPlaced> orders = randomOrders(products, 300);

        long reserved = inParallel(orders).stream()
                .filter(StockReserved.class::isInstance)
                .count();

        for (UUID product : products) {
            assertThat(available(product)).isNotNegative();
            assertThat(available(product) + keptOf(product)).isEqualTo(40);
        }
        assertThat(reserved).isBetween(1L, 299L);
    }

    private List<Record> inParallel(List<OrderPlaced> orders) throws Exception {
        ExecutorService consumers = Executors.newFixedThreadPool(CONSUMERS);
        try {
            List<Callable<Optional<Record>>> deliveries = orders.stream()
                    .map(order -> (Callable<Optional<Record>>) () -> decide(order))
                    .toList();
            List<Record> answers = new ArrayList<>();
            for (Future<Optional<Record>> answer : consumers.invokeAll(deliveries)) {
                answers.add(answer.get().orElseThrow());
            }
            return answers;
        } finally {
            consumers.shutdown();
        }
    }

    private static List<OrderPlaced> randomOrders(List<UUID> products, int count) {
        Random random = new Random(SEED);
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    List<UUID> mixed = new ArrayList<>(products);
                    Collections.shuffle(mixed, random);
                    List<OrderPlaced.Line> lines = mixed.subList(0, 1 + random.nextInt(4)).stream()
                            .map(product -> new OrderPlaced.Line(product, 1 + random.nextInt(3)))
                            .toList();
                    return new OrderPlaced(UUID.randomUUID(), lines);
                })
                .toList();
    }

    private Optional<Record> decide(OrderPlaced order) {
        return database.inTransaction(entities -> reservations(entities).decide(order));
    }

    @SuppressWarnings("UnnecessaryAssignment") // no container here: the test is the framework
    private static Reservations reservations(EntityManager entities) {
        Reservations reservations = new Reservations();
        reservations.entities = entities;
        reservations.stock = stock(entities);
        reservations.clock = Clock.systemUTC();
        return reservations;
    }

    private static Stock stock(EntityManager entities) {
        Stock stock = new Stock();
        stock.entities = entities;
        return stock;
    }

    private UUID product(int available) {
        return database.inTransaction(entities -> {
            UUID id = Catalogue.addProduct(entities);
            stock(entities).open(id, available);
            return id;
        });
    }

    private int available(UUID product) {
        return database.inTransaction(
                entities -> stock(entities).available(List.of(product)).getOrDefault(product, -1));
    }

    private Map<UUID, Integer> kept(OrderPlaced order) {
        return database.inTransaction(entities -> entities.createQuery(
                        "select key(q), value(q) from Reservation r join r.quantities q where r.orderId = :order",
                        Tuple.class)
                .setParameter("order", order.orderId())
                .getResultStream()
                .collect(Collectors.toMap(row -> row.get(0, UUID.class), row -> row.get(1, Integer.class))));
    }

    private long keptOf(UUID product) {
        return database.inTransaction(entities -> entities.createQuery(
                        "select coalesce(sum(value(q)), 0) from Reservation r join r.quantities q where key(q) = :product",
                        Long.class)
                .setParameter("product", product)
                .getSingleResult());
    }

    private static OrderPlaced order(Map<UUID, Integer> quantities) {
        return new OrderPlaced(
                UUID.randomUUID(),
                quantities.entrySet().stream()
                        .map(line -> new OrderPlaced.Line(line.getKey(), line.getValue()))
                        .toList());
    }
}
