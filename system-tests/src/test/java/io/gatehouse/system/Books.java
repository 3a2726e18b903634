package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What the databases of the services say of one user's orders, each of one piece of one of some products, when all are decided. */
final class Books {
    /**
     * All that may have become of an order: the states that it has reached; what orders have kept of it for good; what
     * products have kept for it; what they have kept of that for good; of what its user was told. Who cancels may come
     * before or behind the answer about the stock, and so may what is heard of it.
     */
    private static final Set<String> STORIES = Set.of(
            "PLACED CONFIRMED; OrderPlaced OrderConfirmed; COMMITTED 1; StockReserved StockCommitted; OrderConfirmed",
            "PLACED REJECTED; OrderPlaced OrderRejected; REJECTED; StockRejected; OrderRejected",
            "PLACED CANCELLED; OrderPlaced OrderCancelled; RELEASED 1; StockReserved StockReleased; OrderCancelled",
            "PLACED CANCELLED; OrderPlaced OrderCancelled; REJECTED; StockRejected; OrderCancelled",
            "PLACED CANCELLED; OrderPlaced OrderCancelled; RELEASED; nothing; OrderCancelled",
            "PLACED CONFIRMED CANCELLED; OrderPlaced OrderConfirmed OrderCancelled; RELEASED 1;"
                    + " StockReserved StockCommitted StockReleased; OrderCancelled OrderConfirmed",
            "PLACED CONFIRMED CANCELLED; OrderPlaced OrderConfirmed OrderCancelled; RELEASED 1;"
                    + " StockReserved StockReleased; OrderCancelled OrderConfirmed");

    private final OutsideDatabase database;
    private final UUID user;
    private final Map<String, Integer> stock;
    private final List<String> placed = new ArrayList<>();
    private final List<String> cancelled = new ArrayList<>();

    /**
     * Of somebody who has not ordered anything yet.
     *
     * @param stock how many pieces of each product there are, by its id
     */
    Books(OutsideDatabase database, String user, Map<String, Integer> stock) {
        this.database = database;
        this.user = UUID.fromString(user);
        this.stock = Map.copyOf(stock);
    }

    /** Notes what customers know, when all that they want is acknowledged. */
    void note(Customers customers) {
        placed.addAll(customers.orders());
        cancelled.addAll(customers.cancelled());
    }

    List<String> products() {
        return List.copyOf(stock.keySet());
    }

    List<String> placed() {
        return List.copyOf(placed);
    }

    /** Each order has come to one end, which all have heard of once, and there is nothing else. */
    void agree() {
        assertThat(read("select id from orders.customer_order where user_id = ?", user))
                .containsExactlyInAnyOrderElementsOf(placed);
        assertThat(read("select id from orders.customer_order where user_id = ? and status = 'CANCELLED'", user))
                .containsExactlyInAnyOrderElementsOf(cancelled);
        assertThat(stories()).hasSameSizeAs(placed).isSubsetOf(STORIES);
        stock.forEach(this::stockIsWhatIsNotCommitted);
        allIsHeard();
        notificationsAreMadeOnce();
    }

    private List<String> stories() {
        return read("""
                with mine as (select id, user_id, status from orders.customer_order where user_id = ?),
                told as (
                    select substring(message from '[0-9a-f-]{36}') as id, string_agg(type, ' ' order by type) as types
                    from notifications.notification
                    where user_id in (select user_id from mine) and type like 'Order%' group by 1)
                select concat_ws('; ',
                    (select string_agg(h.status, ' ' order by h.position)
                        from orders.order_history h where h.order_id = mine.id),
                    (select string_agg(a.type, ' ' order by a.sequence_number)
                        from orders.audit_event a where a.subject = mine.id::text),
                    (select r.state || coalesce(' ' || (select sum(l.quantity)
                            from products.reservation_line l where l.order_id = r.order_id), '')
                        from products.reservation r where r.order_id = mine.id),
                    (select coalesce(string_agg(a.type, ' ' order by a.sequence_number), 'nothing')
                        from products.audit_event a where a.subject = mine.id::text),
                    told.types)
                from mine left join told on told.id = mine.id::text""", user);
    }

    private void stockIsWhatIsNotCommitted(String item, int before) {
        int committed = number("""
                select coalesce(sum(l.quantity), 0) from products.reservation r
                join products.reservation_line l using (order_id)
                where r.state = 'COMMITTED' and l.product_id = ?""", UUID.fromString(item));
        assertThat(committed).isPositive();
        assertThat(number("select available from products.stock_level where product_id = ?", UUID.fromString(item)))
                .isEqualTo(before - committed);
        assertThat(number("""
                        select sum(case type when 'StockTaken' then 1 when 'StockGivenBack' then -1 else 0 end)
                        from products.audit_event where subject = ?""", item)).isEqualTo(committed);
        assertThat(read("select order_id from products.reservation_line where product_id = ?", UUID.fromString(item)))
                .isSubsetOf(placed);
    }

    /** Nothing is lost: who had to hear of something has heard of it. */
    private void allIsHeard() {
        assertThat(unheard("orders", "OrderPlaced", "products")).isEmpty();
        assertThat(unheard("products", "Stock(Reserved|Rejected|Released)", "orders"))
                .isEmpty();
        assertThat(unheard("orders", "Order(Confirmed|Cancelled)", "products")).isEmpty();
        assertThat(unheard("orders", "Order(Confirmed|Rejected|Cancelled)", "notifications"))
                .isEmpty();
    }

    /** Of which orders somebody has not heard something. */
    private List<String> unheard(String teller, String types, String listener) {
        return read("""
                select a.subject || ' ' || a.type from %s.audit_event a
                where a.subject = any(?) and a.type ~ '^%s$'
                and not exists (select 1 from %s.inbox i where i.event_id = a.event_id)""".formatted(teller, types, listener), placed.toArray());
    }

    private void notificationsAreMadeOnce() {
        assertThat(read("""
                        select string_agg(a.type, ' ')
                        from notifications.audit_event a join notifications.notification n on n.id::text = a.subject
                        where n.user_id = ? group by n.id""", user)).hasSizeGreaterThan(placed.size()).containsOnly("NotificationCreated");
    }

    private int number(String sql, Object parameter) {
        return Integer.parseInt(read(sql, parameter).get(0));
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
