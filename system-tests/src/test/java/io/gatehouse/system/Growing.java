package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.system.Client.Answer;
import io.gatehouse.system.Tokens.Visitor;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A request that is no list, and yet may be about one thing or about many.
 *
 * @param requests makes so many things and gives the request of each turn
 */
record Growing(String operation, IntFunction<Supplier<Runnable>> requests) {
    Supplier<Runnable> about(int many) {
        return requests.apply(many);
    }

    static List<Growing> all(Plenty plenty, MadeUp madeUp) {
        Client user = plenty.user();
        return List.of(
                new Growing(
                        "products.productsPrices",
                        ids -> () -> () -> succeeds(user.get("/api/products/prices?"
                                + plenty.items(ids).stream()
                                        .map(id -> "id=" + id)
                                        .collect(Collectors.joining("&"))))),
                new Growing(
                        "orders.ordersCreate",
                        lines -> () -> () -> succeeds(user.post("/api/orders", plenty.basket(lines)))),
                new Growing("orders.ordersRead", lines -> {
                    String order = plenty.decidedOrder(lines);
                    return () -> () -> succeeds(user.get("/api/orders/" + order));
                }),
                new Growing("orders.ordersCancel", lines -> () -> {
                    String order = plenty.decidedOrder(lines);
                    return () -> succeeds(user.postText("/api/orders/" + order + "/cancel", ""));
                }),
                new Growing("notifications.notificationsUnreadCount", unread -> () -> {
                    allIsRead(user);
                    plenty.notifyOf(unread);
                    return () -> succeeds(user.get("/api/notifications/unread-count"));
                }),
                new Growing("notifications.notificationsReadAll", unread -> () -> {
                    allIsRead(user);
                    plenty.notifyOf(unread);
                    return () -> allIsRead(user);
                }),
                new Growing("users.accessEndSessions", sessions -> () -> ends(plenty, madeUp, sessions, "/sessions")),
                new Growing("users.userDelete", sessions -> () -> ends(plenty, madeUp, sessions, "")));
    }

    private static void allIsRead(Client user) {
        succeeds(user.postText("/api/notifications/read", ""));
    }

    /** What is deleted of somebody who has logged in so often. */
    private static Runnable ends(Plenty plenty, MadeUp madeUp, int sessions, String what) {
        Visitor visitor = Visitor.of(plenty.product());
        madeUp.sessions(visitor.id(), sessions);
        return () -> succeeds(plenty.admin().send("DELETE", "/api/users/" + visitor.id() + what, "", "If-Match", "*"));
    }

    private static void succeeds(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isBetween(200, 204);
    }
}
