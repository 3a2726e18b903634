package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.system.Client.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

/**
 * What must be there before an operation can succeed as its document shows it. Where nothing is said of it here, somebody who has its role calls
 * it, about something new, with the example as it stands.
 */
final class Situations {
    private static final String MAILS = "no mail is written without a mail server; Mailed has one, and calls it";
    private static final String NO_DEAD_LETTERS = "no event has failed";
    private static final String KEYS = "the tokens of other tests may end; KeyRotation calls it";

    /** What cannot be called here, and why; of all services where none is named. */
    static final Map<String, String> EXCEPTED = Map.of(
            "users.keysRotate", KEYS,
            "users.keysWithdraw", KEYS,
            "notifications.streamStream", "it does not end; LiveFeed reads it",
            "notifications.mailsRead", MAILS,
            "notifications.mailsRetry", MAILS,
            "notifications.notificationsSend", MAILS,
            "deadLettersRead", NO_DEAD_LETTERS,
            "deadLettersDiscard", NO_DEAD_LETTERS,
            "deadLettersReplay", NO_DEAD_LETTERS);

    private static final String CATEGORIES = "/api/products/categories";
    /** Of all who make situations of one product. */
    private static final AtomicInteger LOCALES = new AtomicInteger();

    private static final String TEMPLATES = "/api/templates?eventType=OrderConfirmed&locale=en&channel=IN_APP";

    private final Product product;
    private final Client anybody;
    private final Client admin;
    private final Map<String, Supplier<Situation>> special;

    /**
     * One call's.
     *
     * @param parameters of the path
     * @param instead what stands in the place of the example's ids and secrets, by JSON pointer
     */
    record Situation(Client caller, Map<String, String> parameters, Map<String, String> instead) {
        Situation with(String pointer, String value) {
            Map<String, String> more = new HashMap<>(instead);
            more.put(pointer, value);
            return new Situation(caller, parameters, more);
        }

        /** An example, with the ids and secrets that there are. */
        JsonNode filled(JsonNode example) {
            JsonNode filled = example.deepCopy();
            instead.forEach((place, value) -> {
                JsonPointer pointer = JsonPointer.compile(place);
                assertThat(filled.at(pointer).isTextual()).as(place).isTrue();
                ((ObjectNode) filled.at(pointer.head())).put(pointer.last().getMatchingProperty(), value);
            });
            return filled;
        }
    }

    /** Somebody with the password of the examples, and a session. */
    private record User(String id, Client client, String refreshToken) {}

    Situations(Product product) {
        this.product = product;
        this.anybody = Client.anonymous(product);
        this.admin = Client.administrator(product);
        this.special = Map.ofEntries(
                Map.entry("users.usersRegister", this::withoutAlice),
                Map.entry("users.authLogin", () -> by(alice().client)),
                Map.entry("users.authLogout", () -> by(anybody).with("/refresh_token", alice().refreshToken)),
                Map.entry("users.authRefresh", () -> by(anybody).with("/refresh_token", alice().refreshToken)),
                Map.entry("users.tokenToken", this::asProgram),
                Map.entry("users.verifyVerify", () -> asProgram().with("/token", admin.token())),
                Map.entry("users.profileChange", this::aboutAlice),
                Map.entry("users.profilePatch", this::aboutAlice),
                Map.entry("users.userChange", this::aboutAlice),
                Map.entry("users.userPatch", this::aboutAlice),
                Map.entry("users.accessEnable", () -> aboutUserAfter("POST", "/disable")),
                Map.entry("users.accessUnprotect", () -> aboutUserAfter("PUT", "/protection")),
                Map.entry("users.accessRevoke", () -> aboutUserAfter("PUT", "/roles/reader")),
                Map.entry("products.productsPrices", () -> about(anybody, item())),
                Map.entry("products.categoriesCreate", this::withoutComputers),
                Map.entry("products.categoriesReplace", this::aboutComputers),
                Map.entry("products.categoriesPatch", this::aboutComputers),
                Map.entry("orders.ordersCreate", () -> by(user().client).with("/lines/0/productId", item())),
                Map.entry("tasks.tasksReopen", this::aboutWhatIsCompleted),
                Map.entry("notifications.templatesCreate", this::withoutTemplate),
                Map.entry("notifications.templatesReplace", this::aboutTemplate),
                Map.entry("notifications.templatesPatch", this::aboutTemplate));
    }

    /** Of which operations something special is said. */
    List<String> names() {
        return List.copyOf(special.keySet());
    }

    /** A new situation for one call. */
    Situation of(Operation operation) {
        return Optional.ofNullable(special.get(operation.name()))
                .orElse(() -> usual(operation))
                .get();
    }

    /** For one that is going to be refused: nothing has to make room for what it would create. */
    Situation ofRefused(Operation operation) {
        return operation.answers("201") ? by(admin) : of(operation);
    }

    private Situation usual(Operation operation) {
        int id = operation.path().indexOf("{id}");
        boolean ofUser = operation.role().equals("user");
        if (id < 0) {
            return by(ofUser ? user().client : caller(operation));
        }
        User owner = user();
        String made = made(operation.path().substring(0, id), owner);
        return new Situation(ofUser ? owner.client : caller(operation), Map.of("id", made, "role", "reader"), Map.of());
    }

    private Client caller(Operation operation) {
        return operation.role().equals("admin") ? admin : anybody;
    }

    private static Situation by(Client caller) {
        return new Situation(caller, Map.of(), Map.of());
    }

    private static Situation about(Client caller, String id) {
        return new Situation(caller, Map.of("id", id), Map.of());
    }

    /** The id of something new that is found below the path. */
    private String made(String path, User owner) {
        return switch (path) {
            case "/users/" -> owner.id;
            case "/auth/clients/" ->
                created(admin, "/api/auth/clients", Map.of("name", "Some", "scopes", List.of()))
                        .text("id");
            case "/products/" -> item();
            case "/products/categories/" ->
                created(admin, CATEGORIES, Map.of("name", UUID.randomUUID())).text("id");
            case "/orders/" -> decidedOrder(owner);
            case "/tasks/" ->
                created(owner.client, "/api/tasks", Map.of("title", "Some")).text("id");
            case "/categories/" ->
                created(owner.client, "/api/categories", Map.of("name", "Some")).text("id");
            case "/notifications/" ->
                created(admin, "/api/notifications", Map.of("userId", owner.id, "subject", "Some", "message", "Some"))
                        .text("id");
            case "/templates/" -> template();
            default -> throw new IllegalArgumentException("How is there something below " + path + "?");
        };
    }

    /** One that does not change by itself while it is looked at. */
    private String decidedOrder(User owner) {
        String order = Shop.order(owner.client, item(), 1).text("id");
        assertThat(Shop.decided(owner.client, order).text("status")).isEqualTo("CONFIRMED");
        return order;
    }

    private static Answer created(Client client, String path, Object body) {
        Answer answer = client.post(path, body);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer;
    }

    private String item() {
        return new Shop(product).sell("Some", "1.00", 10);
    }

    /** A language of nobody: ISO 639-2 keeps qaa to qtz for local use. */
    private static String locale() {
        int letters = 'z' - 'a' + 1;
        int next = LOCALES.getAndIncrement();
        return "q" + (char) ('a' + next / letters) + (char) ('a' + next % letters);
    }

    String template() {
        return created(
                        admin,
                        "/api/templates",
                        Map.of(
                                "eventType", "OrderConfirmed",
                                "locale", locale(),
                                "channel", "IN_APP",
                                "subject", "Some",
                                "text", "Some"))
                .text("id");
    }

    private User user() {
        return user("some-" + UUID.randomUUID());
    }

    private User alice() {
        return user("alice");
    }

    /** Registers whoever is not there yet. */
    private User user(String name) {
        Map<String, String> credentials = Map.of("username", name, "password", "correct horse battery");
        Map<String, String> wanted = new HashMap<>(credentials);
        wanted.put("email", name + "@example.org");
        anybody.post("/api/users", wanted);
        Answer login = anybody.post("/api/auth/login", credentials);
        assertThat(login.status()).as(login.toString()).isEqualTo(200);
        Client client = anybody.withToken(login.text("access_token"));
        return new User(client.get("/api/users/me").text("id"), client, login.text("refresh_token"));
    }

    /** Whom the example changes. */
    private Situation aboutAlice() {
        User alice = alice();
        change(alice.client, "/api/users/me", "displayName");
        return about(alice.client, alice.id);
    }

    private static void change(Client client, String path, String member) {
        String patch = "{\"" + member + "\":\"" + UUID.randomUUID() + "\"}";
        Answer answer = client.send("PATCH", path, patch, "Content-Type", Tokens.MERGE_PATCH, "If-Match", "*");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }

    /** Somebody with whom that was done which the operation takes back. */
    private Situation aboutUserAfter(String method, String what) {
        String id = user().id;
        Answer answer = admin.send(method, "/api/users/" + id + what, "", "If-Match", "*");
        assertThat(answer.status()).as(answer.toString()).isBetween(200, 204);
        return new Situation(admin, Map.of("id", id, "role", "reader"), Map.of());
    }

    private Situation withoutAlice() {
        remove("/api/users?username=alice", "username", "alice", "/api/users/");
        return by(anybody);
    }

    private Situation asProgram() {
        Answer client = created(admin, "/api/auth/clients", Map.of("name", "Some", "scopes", List.of("introspect")));
        return by(anybody).with("/client_id", client.text("id")).with("/client_secret", client.text("secret"));
    }

    private Situation withoutComputers() {
        remove(CATEGORIES + "?limit=100", "name", "Computers", CATEGORIES + "/");
        return by(admin);
    }

    private Situation aboutComputers() {
        withoutComputers();
        return about(
                admin,
                created(admin, CATEGORIES, Map.of("name", UUID.randomUUID())).text("id"));
    }

    private Situation aboutWhatIsCompleted() {
        User owner = user();
        String task = made("/tasks/", owner);
        owner.client.postText("/api/tasks/" + task + "/complete", "");
        return about(owner.client, task);
    }

    private Situation withoutTemplate() {
        remove(TEMPLATES, "eventType", "OrderConfirmed", "/api/templates/");
        return by(admin);
    }

    /** The one that is the example already: another one may not be for the same. */
    private Situation aboutTemplate() {
        String template = admin.get(TEMPLATES).json().at("/0/id").asText();
        change(admin, "/api/templates/" + template, "subject");
        return about(admin, template);
    }

    /** Deletes those of a list whose member has the value. */
    private void remove(String list, String member, String value, String place) {
        StreamSupport.stream(admin.get(list).json().spliterator(), false)
                .filter(one -> one.path(member).asText().equals(value))
                .map((JsonNode one) ->
                        admin.send("DELETE", place + one.path("id").asText(), "", "If-Match", "*"))
                .forEach(answer ->
                        assertThat(answer.status()).as(answer.toString()).isEqualTo(204));
    }
}
