package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What the databases of the services say of one user's orders, each of one piece of the same product, when all of them are confirmed. */
final class Books {
    private final OutsideDatabase database;
    private final UUID user;
    private final UUID item;

    Books(OutsideDatabase database, String user, String item) {
        this.database = database;
        this.user = UUID.fromString(user);
        this.item = UUID.fromString(item);
    }

    /** Each order was confirmed once, committed once and told once, and there is nothing else. */
    void agreeOn(List<String> orders, int stockBefore) {
        ordersAre(orders);
        reservationsAreOf(orders);
        stockIs(stockBefore - orders.size(), orders.size());
        eventsTookEffect(orders);
        notificationsAreOf(orders);
    }

    private void ordersAre(List<String> orders) {
        assertThat(read("select id from orders.customer_order where user_id = ?", user))
                .containsExactlyInAnyOrderElementsOf(orders);
        assertThat(read("""
                        select string_agg(h.status, ' ' order by h.position)
                        from orders.order_history h join orders.customer_order o on o.id = h.order_id
                        where o.user_id = ? group by o.id""", user)).hasSameSizeAs(orders).containsOnly("PLACED CONFIRMED");
        assertThat(trails("orders", orders)).hasSameSizeAs(orders).containsOnly("OrderPlaced OrderConfirmed");
    }

    private void reservationsAreOf(List<String> orders) {
        assertThat(read("select order_id from products.reservation_line where product_id = ?", item))
                .containsExactlyInAnyOrderElementsOf(orders);
        assertThat(read("""
                        select r.state || ' ' || l.quantity
                        from products.reservation r join products.reservation_line l using (order_id)
                        where l.product_id = ?""", item)).hasSameSizeAs(orders).containsOnly("COMMITTED 1");
        assertThat(trails("products", orders)).hasSameSizeAs(orders).containsOnly("StockReserved StockCommitted");
    }

    private void stockIs(int left, int taken) {
        assertThat(read("select available from products.stock_level where product_id = ?", item))
                .containsExactly(String.valueOf(left));
        assertThat(read(
                        "select type || ' ' || count(*) from products.audit_event where subject = ? group by type",
                        item.toString()))
                .containsExactlyInAnyOrder("ProductCreated 1", "StockTaken " + taken);
    }

    /** Nothing is lost: who had to hear of something has heard of it. */
    private void eventsTookEffect(List<String> orders) {
        assertThat(heard("orders", "OrderPlaced", "products", orders)).containsExactlyInAnyOrderElementsOf(orders);
        assertThat(heard("products", "StockReserved", "orders", orders)).containsExactlyInAnyOrderElementsOf(orders);
        assertThat(heard("orders", "OrderConfirmed", "products", orders)).containsExactlyInAnyOrderElementsOf(orders);
        assertThat(heard("orders", "OrderConfirmed", "notifications", orders))
                .containsExactlyInAnyOrderElementsOf(orders);
    }

    private void notificationsAreOf(List<String> orders) {
        assertThat(read("""
                        select substring(message from '[0-9a-f-]{36}') from notifications.notification
                        where user_id = ? and type = 'OrderConfirmed'""", user)).containsExactlyInAnyOrderElementsOf(orders);
        assertThat(read("""
                        select a.event_id
                        from notifications.audit_event a join notifications.notification n on n.id::text = a.subject
                        where n.user_id = ? and n.type = 'OrderConfirmed'""", user)).hasSameSizeAs(orders).doesNotHaveDuplicates();
    }

    /** What a service has kept for good about each of the orders, in its order. */
    private List<String> trails(String service, List<String> orders) {
        return read("""
                select string_agg(type, ' ' order by sequence_number)
                from %s.audit_event where subject = any(?) group by subject""".formatted(service), orders.toArray());
    }

    /** Of which orders somebody has heard something. */
    private List<String> heard(String teller, String type, String listener, List<String> orders) {
        return read("""
                select a.subject from %s.audit_event a join %s.inbox i using (event_id)
                where a.type = '%s' and a.subject = any(?)""".formatted(teller, listener, type), orders.toArray());
    }

    private List<String> read(String sql, Object parameter) {
        List<String> found = new ArrayList<>();
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(
                    1, parameter instanceof Object[] many ? connection.createArrayOf("text", many) : parameter);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
        return found;
    }
}
