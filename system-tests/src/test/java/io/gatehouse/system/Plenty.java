package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.system.Client.Answer;
import io.gatehouse.system.Tokens.Visitor;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** So much of everything that pages are full. */
final class Plenty {
    static final int MANY = 20;

    private static final String WORD = MadeUp.TOPIC;

    private final Product product;
    private final MadeUp madeUp;
    private final Situations situations;
    private final Client admin;
    private final Client anybody;
    private final Visitor owner;
    private final Client user;
    private final String word = WORD + "-" + UUID.randomUUID();
    private final List<String> items;
    private final String department;

    /**
     * A list, or a part of it.
     *
     * @param path with a query that can be gone on with
     */
    record Listed(String operation, Client caller, String path) {
        /** Whether there may be less than {@link #MANY}: who made up keys would withdraw those that sign. */
        boolean isShort() {
            return path.startsWith("/api/auth/keys");
        }
    }

    Plenty(Product product, MadeUp madeUp) {
        this.product = product;
        this.madeUp = madeUp;
        situations = new Situations(product);
        admin = Client.administrator(product);
        anybody = Client.anonymous(product);
        owner = Visitor.of(product);
        user = anybody.withToken(owner.accessToken());
        department = created(admin, "/api/products/categories", Map.of("name", word));
        items = many(i -> created(
                admin,
                "/api/products",
                Map.of(
                        "name",
                        "Plenty of laptops",
                        "description",
                        word,
                        "categoryId",
                        department,
                        "price",
                        Map.of("amount", "5.00", "currency", "EUR"),
                        "stock",
                        1_000)));
    }

    /** Whose the orders, tasks and notifications are. */
    Client user() {
        return user;
    }

    Client admin() {
        return admin;
    }

    Product product() {
        return product;
    }

    /** The products, for one to {@link #MANY} lines of an order. */
    List<String> items(int lines) {
        return items.subList(0, lines);
    }

    String decidedOrder(int lines) {
        String order = order(lines);
        assertThat(Shop.decided(user, order).text("status")).isEqualTo("CONFIRMED");
        return order;
    }

    private String order(int lines) {
        return created(user, "/api/orders", basket(lines));
    }

    Map<String, ?> basket(int lines) {
        return Map.of(
                "lines",
                items(lines).stream()
                        .map(item -> Map.of("productId", item, "quantity", 1))
                        .toList());
    }

    /** Returns the id of the last notification of so many. */
    String notifyOf(int many) {
        return last(
                many,
                i -> created(
                        admin,
                        "/api/notifications",
                        Map.of("userId", owner.id(), "subject", "Some", "message", "Some")));
    }

    /** All lists of all services that have pages. */
    List<Listed> lists() {
        return Stream.of(users(), keys(), products(), orders(), tasks(), notifications(), deadLetters())
                .flatMap(List::stream)
                .toList();
    }

    private List<Listed> users() {
        String one = last(MANY, i -> {
            String id = created(
                    anybody,
                    "/api/users",
                    Map.of(
                            "username", WORD + i + "-" + UUID.randomUUID(),
                            "email", i + word + "@example.org",
                            "password", Client.PASSWORD));
            assertThat(admin.send("PUT", "/api/users/" + id + "/roles/reader", "", "If-Match", "*")
                            .status())
                    .isEqualTo(200);
            return id;
        });
        String client = last(
                MANY, i -> created(admin, "/api/auth/clients", Map.of("name", word + i, "scopes", List.of("a", "b"))));
        return List.of(
                new Listed("users.usersList", admin, "/api/users?"),
                new Listed("users.usersList", admin, "/api/users?role=reader&"),
                new Listed("users.usersList", admin, "/api/users?username=plenty&sort=email&"),
                new Listed("users.clientsList", admin, "/api/auth/clients?"),
                new Listed("users.clientsList", admin, "/api/auth/clients?scope=a&sort=name&"),
                events("users.userEvents", "/api/users/", one),
                events("users.clientsEvents", "/api/auth/clients/", client));
    }

    private List<Listed> keys() {
        return List.of(
                new Listed("users.keysList", admin, "/api/auth/keys?"),
                new Listed("users.keysEvents", admin, "/api/auth/keys/events?"));
    }

    private List<Listed> products() {
        String category = last(MANY, i -> created(admin, "/api/products/categories", Map.of("name", word + i)));
        return List.of(
                new Listed("products.productsList", anybody, "/api/products?"),
                new Listed("products.productsList", admin, "/api/products?category=" + department + "&"),
                new Listed("products.productsList", admin, "/api/products?q=laptops&category=" + department + "&"),
                new Listed(
                        "products.productsList",
                        admin,
                        "/api/products?inStock=true&currency=EUR&minPrice=1&maxPrice=9&sort=price&category="
                                + department + "&"),
                new Listed("products.categoriesList", anybody, "/api/products/categories?"),
                new Listed("products.categoriesList", admin, "/api/products/categories?sort=name&name=" + word + "&"),
                events("products.categoriesEvents", "/api/products/categories/", category),
                events("products.productsEvents", "/api/products/", items.get(0)));
    }

    private List<Listed> orders() {
        List<String> placed = many(i -> order(2));
        placed.forEach(order -> Shop.decided(user, order));
        return List.of(
                new Listed("orders.ordersList", user, "/api/orders?"),
                new Listed("orders.ordersList", user, "/api/orders?status=CONFIRMED&"),
                new Listed("orders.ordersList", admin, "/api/orders?"),
                new Listed("orders.ordersList", admin, "/api/orders?user=" + owner.id() + "&"),
                events("orders.ordersEvents", "/api/orders/", placed.get(0)));
    }

    private List<Listed> tasks() {
        String category = last(MANY, i -> created(user, "/api/categories", Map.of("name", word + i)));
        String task = last(MANY, i -> created(user, "/api/tasks", Map.of("title", word, "categoryId", category)));
        return List.of(
                new Listed("tasks.tasksList", user, "/api/tasks?"),
                new Listed("tasks.tasksList", user, "/api/tasks?status=OPEN&sort=title&category=" + category + "&"),
                new Listed("tasks.categoriesList", user, "/api/categories?"),
                new Listed("tasks.categoriesList", user, "/api/categories?sort=name&name=" + word + "&"),
                events("tasks.categoriesEvents", "/api/categories/", category),
                events("tasks.tasksEvents", "/api/tasks/", task));
    }

    private List<Listed> notifications() {
        String notification = notifyOf(MANY);
        String template = last(MANY, i -> situations.template());
        madeUp.mails(notification, owner.id(), MANY);
        return List.of(
                new Listed("notifications.notificationsList", user, "/api/notifications?"),
                new Listed("notifications.notificationsList", user, "/api/notifications?unread=true&"),
                new Listed("notifications.notificationsListAll", admin, "/api/notifications/all?"),
                new Listed(
                        "notifications.notificationsListAll", admin, "/api/notifications/all?user=" + owner.id() + "&"),
                new Listed("notifications.mailsList", admin, "/api/notifications/mails?"),
                new Listed("notifications.mailsList", admin, "/api/notifications/mails?user=" + owner.id() + "&"),
                new Listed("notifications.notificationsMails", admin, "/api/notifications/" + notification + "/mails?"),
                new Listed("notifications.templatesList", admin, "/api/templates?"),
                new Listed("notifications.templatesList", admin, "/api/templates?channel=IN_APP&"),
                events("notifications.notificationsEvents", "/api/notifications/", notification),
                events("notifications.templatesEvents", "/api/templates/", template));
    }

    private List<Listed> deadLetters() {
        return Events.SERVICES.stream()
                .map(service -> {
                    madeUp.letters(service, MANY);
                    return new Listed(
                            service + ".deadLettersList",
                            admin,
                            "/api/" + service + "/dead-letters?topic=" + WORD + "&");
                })
                .toList();
    }

    private Listed events(String operation, String path, String subject) {
        madeUp.events(Operation.named(operation).service(), subject, MANY);
        return new Listed(operation, admin, path + subject + "/events?");
    }

    private static String created(Client client, String path, Object body) {
        Answer answer = client.post(path, body);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.text("id");
    }

    private static List<String> many(IntFunction<String> one) {
        return IntStream.range(0, MANY).mapToObj(one).toList();
    }

    private static String last(int times, IntFunction<String> one) {
        List<String> all = IntStream.range(0, times).mapToObj(one).toList();
        return all.get(times - 1);
    }
}
