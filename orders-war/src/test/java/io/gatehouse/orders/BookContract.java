package io.gatehouse.orders;

import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** One book of orders for all tests of a class, and another user for each of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BookContract {
    UUID user = UUID.randomUUID();

    @SuppressWarnings("NullAway.Init") // set before all tests
    OrderBook book;

    abstract DataSource dataSource() throws Exception;

    @BeforeAll
    void open() throws Exception {
        book = new OrderBook(dataSource());
    }

    @AfterAll
    void close() {
        book.close();
    }

    @BeforeEach
    void anotherUser() {
        user = UUID.randomUUID();
        book.told.clear();
        book.noted.clear();
    }
}
