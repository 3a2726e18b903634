package io.gatehouse.products;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.event.Outbox;
import io.gatehouse.kernel.event.Topic;
import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.rest.Preconditions;
import io.gatehouse.products.stock.Stock;
import io.gatehouse.products.stock.StockBook;
import io.gatehouse.products.stock.StockBook.LockedStock;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the deletion of a product promises to whoever says which version they have seen, on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DeletingContract {
    private final List<Record> told = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // set before all tests
    private Database database;

    abstract DataSource dataSource() throws Exception;

    @BeforeAll
    void open() throws Exception {
        database = new Database(dataSource());
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void theVersionThatWasSeenIsDeleted() {
        UUID id = product();

        database.run(entities -> resource(entities, StockBook.stock(entities)).delete(id, seen(0)));

        assertThat(told).containsExactly(new ProductDeleted(id));
        assertThatThrownBy(() ->
                        database.run(entities -> Catalogue.products(entities).get(id)))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void anOrderThatComesInBetweenIsSeen() throws Exception {
        UUID id = product();
        CountDownLatch reserved = new CountDownLatch(1);
        CountDownLatch waiting = new CountDownLatch(1);
        ExecutorService administrator = Executors.newSingleThreadExecutor();
        try {
            Future<?> deletion = administrator.submit(() -> {
                reserved.await();
                database.run(entities -> {
                    LockedStock stock = StockBook.stock(entities, waiting::countDown);
                    resource(entities, stock).delete(id, seen(0));
                });
                return id;
            });
            database.run(entities -> {
                StockBook.reserve(entities, id, 2);
                entities.flush();
                reserved.countDown();
                await(waiting);
            });

            assertThatThrownBy(deletion::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("PRECONDITION_FAILED");
        } finally {
            administrator.shutdown();
        }
        StockedProduct left =
                database.inTransaction(entities -> Catalogue.products(entities).get(id));
        assertThat(left.view().stock()).isEqualTo(5);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private UUID product() {
        told.clear();
        return database.inTransaction(entities -> {
            UUID id = Catalogue.addProduct(entities);
            StockBook.stock(entities).open(id, 7);
            return id;
        });
    }

    /** If-Match with one version. */
    private static Preconditions seen(long version) {
        return new Preconditions() {
            @Override
            public void verify(long current) {
                if (current != version) {
                    throw ProblemException.conflict("PRECONDITION_FAILED", "It is " + current + ".");
                }
            }
        };
    }

    @SuppressWarnings("UnnecessaryAssignment") // no container here: the test is the framework
    private ProductsResource resource(EntityManager entities, Stock stock) {
        ProductsResource resource = new ProductsResource();
        resource.products = Catalogue.products(entities);
        resource.stock = stock;
        resource.outbox = new Outbox() {
            @Override
            public void add(Topic topic, UUID subject, Record data) {
                told.add(data);
            }
        };
        return resource;
    }
}
