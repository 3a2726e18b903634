package io.gatehouse.services.shop;

import io.gatehouse.services.database.Latencies;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** What the database says of orders and stock, past all services. */
public final class Ledger {
    private static final int PATIENCE_SECONDS = 120;
    /** Of each product: what there was at first is what is left, and what was confirmed. */
    private static final String DISAGREEING = "select count(*) from products.stock_level s left join"
            + " (select l.product_id, sum(l.quantity) as pieces from orders.order_line l"
            + " join orders.customer_order o on o.id = l.order_id where o.status = 'CONFIRMED' group by 1) c"
            + " on c.product_id = s.product_id where s.available + coalesce(c.pieces, 0) <> " + Catalogue.STOCK;

    private final Connection connection;

    public Ledger(Connection connection) {
        this.connection = connection;
    }

    /** Orders that are not decided. */
    public long undecided() throws SQLException {
        return number("select count(*) from orders.customer_order where status = 'PLACED'");
    }

    /** Waits until all are decided, up to two minutes. */
    public void awaitDecisions() throws SQLException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (undecided() > 0 && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    /** When the decision about each confirmed order was committed. */
    public Map<UUID, Instant> confirmed() throws SQLException {
        Map<UUID, Instant> confirmed = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select id, pg_xact_commit_timestamp(xmin)"
                        + " from orders.customer_order where status = 'CONFIRMED'")) {
            while (rows.next()) {
                confirmed.put(
                        rows.getObject(1, UUID.class),
                        rows.getObject(2, OffsetDateTime.class).toInstant());
            }
        }
        return confirmed;
    }

    /** From when each order was due to when it was confirmed, for those that both are known of. */
    public Latencies times(Map<UUID, Instant> due) throws SQLException {
        Latencies latencies = new Latencies();
        confirmed().forEach((order, then) -> {
            Instant from = due.get(order);
            if (from != null) {
                latencies.add(Duration.between(from, then).toNanos() / 1_000);
            }
        });
        return latencies;
    }

    /** What does not agree with the orders that were answered with 201; empty when all does. */
    public List<String> faults(Set<UUID> placed) throws SQLException {
        List<String> faults = new ArrayList<>();
        Set<UUID> confirmed = confirmed().keySet();
        long lost = placed.stream().filter(order -> !confirmed.contains(order)).count();
        if (lost > 0) {
            faults.add(lost + " of " + placed.size() + " orders that were placed are not CONFIRMED");
        }
        long disagreeing = number(DISAGREEING);
        if (disagreeing > 0) {
            faults.add("the stock of " + disagreeing + " products does not agree with the orders");
        }
        return faults;
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
