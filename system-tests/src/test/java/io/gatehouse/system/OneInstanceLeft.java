package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** kill -9 of one of two instances, at the moment at which it alone may publish. */
interface OneInstanceLeft {
    int ORDERS = 300;
    int STOCK = 1_000;
    int ROUNDS = 15;
    /** Less than the five minutes after which the database itself ends whoever does nothing in a transaction. */
    Duration BOUND = Duration.ofMinutes(4);

    Product product();

    Product second();

    OutsideDatabase database();

    OutsideBroker broker();

    /** Whoever frozen brokers keep waiting holds the lock of the relay; whoever does not get it has no transaction for long. */
    String WHO_PUBLISHES =
            "select split_part(a.application_name, '.', 1) from pg_locks l join pg_stat_activity a using (pid)"
                    + " where l.relation = 'orders.outbox_relay'::regclass and l.mode = 'RowShareLock' and l.granted"
                    + " and a.state = 'idle in transaction' and clock_timestamp() - a.state_change > interval '250 milliseconds'";

    /** Nobody starts the killed instance again: it is the last test. */
    @Test
    @Order(Integer.MAX_VALUE)
    default void whenTheOneThatPublishesIsKilledTheOtherGoesOnAndNothingIsLostOrToldTwice() {
        String item = new Shop(product()).sell("Bowl", "2.00", STOCK);
        Client alice = Client.newUser(product());
        long killed;

        List<String> placed;
        Client left;
        List<Client> both = List.of(alice, alice.at(second()));
        try (Customers customers = new Customers(4, both, item, ORDERS);
                Changes changes = new Changes(both)) {
            changes.goOnBy(ROUNDS);
            Client.eventually(customers::soFar, acknowledged -> acknowledged >= ORDERS / 3);
            broker().freeze();
            try {
                List<String> publishing =
                        Client.eventually(() -> database().texts(WHO_PUBLISHES), found -> found.size() == 1);
                assertThat(publishing).hasSize(1);
                boolean first = publishing.get(0).equals(PostgresIT.FIRST);
                (first ? product() : second()).kill();
                killed = System.nanoTime();
                left = alice.at(first ? second() : product());
            } finally {
                broker().thaw();
            }
            placed = customers.orders();
            changes.goOnBy(ROUNDS);
            changes.wereHeardInOrderAndOnce(left, database());
        }

        assertThat(placed).hasSize(ORDERS);
        Confirmations.allConfirmedAndToldOnce(left, placed);
        assertThat(Shop.stock(left, item)).isEqualTo(STOCK - ORDERS);
        assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(BOUND);
    }
}
