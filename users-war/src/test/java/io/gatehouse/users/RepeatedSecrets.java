package io.gatehouse.users;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.users.UsersClient.Answer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Requests for a secret that are sent again under their Idempotency-Key. */
interface RepeatedSecrets {
    private static UsersClient asAdmin(String path, String key) {
        return UsersClient.to(path).as(Visitor.admin()).with("Idempotency-Key", key);
    }

    private static UsersClient registering(String key) {
        return asAdmin("/auth/clients", key);
    }

    private static String anyKey() {
        return UUID.randomUUID().toString();
    }

    private static Map<String, ?> anyClient() {
        return Map.of("name", "Reports " + UUID.randomUUID(), "scopes", List.of("orders:read"));
    }

    private static long clientsLike(Map<String, ?> wanted) {
        return UsersClient.to("/auth/clients?limit=100")
                .as(Visitor.admin())
                .get()
                .json()
                .findValuesAsText("name")
                .stream()
                .filter(name -> name.equals(wanted.get("name")))
                .count();
    }

    private static int tokenStatus(Answer client) {
        return UsersClient.to("/auth/token")
                .postForm(Map.of(
                        "grant_type", "client_credentials",
                        "client_id", client.text("id"),
                        "client_secret", client.text("secret")))
                .status();
    }

    private static void assertReplayed(Answer again, Answer first) {
        assertThat(again.status()).as(again.toString()).isEqualTo(first.status());
        assertThat(again.body()).isEqualTo(first.body());
        for (String header : List.of("Location", "ETag", "Content-Type", "Cache-Control")) {
            assertThat(again.header(header)).as(header).isEqualTo(first.header(header));
        }
        assertThat(again.header("Cache-Control")).isEqualTo("no-store");
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    default void aClientIsRegisteredOnceAndItsSecretGivenAgain() {
        Map<String, ?> wanted = anyClient();
        UsersClient request = registering(anyKey());

        Answer first = request.post(wanted);
        Answer again = request.post(wanted);

        assertThat(first.status()).as(first.toString()).isEqualTo(201);
        assertThat(first.header("ETag")).isEqualTo("\"0\"");
        assertReplayed(again, first);
        assertThat(tokenStatus(again)).isEqualTo(200);
        assertThat(clientsLike(wanted)).isEqualTo(1);
        assertThat(request.post(anyClient()).code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(request.post("{").code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    default void ofManyRepetitionsAtOnceOneRegistersAClient() {
        Map<String, ?> wanted = anyClient();

        List<Answer> answers = registering(anyKey()).fourAtOnce(UsersClient.json(wanted));

        assertThat(answers).extracting(Answer::status).contains(201).isSubsetOf(201, 409);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 201)
                .extracting(answer -> answer.text("secret"))
                .containsOnly(answers.stream()
                        .filter(answer -> answer.status() == 201)
                        .findAny()
                        .orElseThrow()
                        .text("secret"));
        assertThat(clientsLike(wanted)).isEqualTo(1);
    }

    @Test
    default void aSecretIsRenewedOnceAndGivenAgain() {
        Answer client = UsersClient.to("/auth/clients").as(Visitor.admin()).post(anyClient());
        String path = "/auth/clients/" + client.text("id") + "/secret";
        UsersClient request = asAdmin(path, anyKey());

        Answer first = request.post();
        Answer again = request.post();

        assertThat(first.status()).as(first.toString()).isEqualTo(200);
        assertReplayed(again, first);
        assertThat(tokenStatus(again)).isEqualTo(200);
        assertThat(tokenStatus(client)).isEqualTo(401);
        assertThat(request.post("{}").code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(asAdmin(path, anyKey()).post().text("secret")).isNotEqualTo(first.text("secret"));
        assertThat(asAdmin("/auth/clients/" + UUID.randomUUID() + "/secret", anyKey())
                        .post()
                        .status())
                .isEqualTo(404);
    }

    /** All of it, as who has a copy of the database has it. */
    @Test
    default void theDatabaseHasNeitherTheSecretNorTheKeyThatOpensIt() throws SQLException {
        String key = anyKey();
        Answer client = registering(key).post(anyClient());

        String all = everything();

        assertThat(all).contains(client.header("Location"), client.text("name"));
        assertThat(all.contains(client.text("secret"))).isFalse();
        assertThat(all.contains(key)).isFalse();
    }

    private static String everything() throws SQLException {
        StringBuilder all = new StringBuilder();
        try (Connection connection = Visitor.connect();
                Statement statement = connection.createStatement();
                ResultSet lines = statement.executeQuery("script")) {
            while (lines.next()) {
                all.append(lines.getString(1)).append('\n');
            }
        }
        return all.toString();
    }

    @Test
    default void theKeyOfAnotherAdministratorIsAnotherAndWhoIsNoneAnyMoreGetsNothing() {
        Map<String, ?> wanted = anyClient();
        String key = anyKey();
        String other = UUID.randomUUID().toString();
        UsersClient others = UsersClient.to("/auth/clients").with("Idempotency-Key", key);

        Answer first = registering(key).post(wanted);
        Answer second = others.as(Visitor.token(other, "users", List.of("user", "admin"), null))
                .post(wanted);

        assertThat(second.status()).as(second.toString()).isEqualTo(201);
        assertThat(second.header("Idempotency-Replayed")).isEmpty();
        assertThat(second.text("id")).isNotEqualTo(first.text("id"));
        assertThat(second.text("secret")).isNotEqualTo(first.text("secret"));
        assertThat(others.as(Visitor.tokenOf(other)).post(wanted).status()).isEqualTo(403);
    }

    @Test
    default void aRepetitionIsToldThatTheFirstIsStillBeingWorkedOn() throws SQLException {
        Map<String, ?> wanted = anyClient();
        UsersClient request = registering(anyKey());
        Answer first = request.post(wanted);
        change("update idempotency set status = null where location = ?", first);

        Answer again = request.post(wanted);

        assertThat(again.status()).as(again.toString()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("REQUEST_IN_FLIGHT");
        assertThat(again.header("Retry-After")).isEqualTo("1");
    }

    @Test
    default void afterADayAKeyIsAsNew() throws SQLException {
        Map<String, ?> wanted = anyClient();
        UsersClient request = registering(anyKey());
        Answer first = request.post(wanted);
        change("update idempotency set expires_at = dateadd(hour, -24, expires_at) where location = ?", first);

        Answer next = request.post(wanted);

        assertThat(next.status()).as(next.toString()).isEqualTo(201);
        assertThat(next.header("Idempotency-Replayed")).isEmpty();
        assertThat(next.text("secret")).isNotEqualTo(first.text("secret"));
        assertReplayed(request.post(wanted), next);
    }

    private static void change(String statement, Answer created) throws SQLException {
        try (Connection connection = Visitor.connect();
                PreparedStatement update = connection.prepareStatement(statement)) {
            update.setString(1, created.header("Location"));
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    @Test
    default void aKeyThatCouldBeGuessedIsRefused() {
        Map<String, ?> wanted = anyClient();

        Answer refused = registering("a-key-of-21-characters-".substring(0, 21)).post(wanted);

        assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("VALIDATION_FAILED");
        assertThat(refused.field()).isEqualTo("Idempotency-Key");
        assertThat(refused.json().at("/errors/0/rule").asText()).isEqualTo("Form");
        assertThat(clientsLike(wanted)).isZero();
    }
}
