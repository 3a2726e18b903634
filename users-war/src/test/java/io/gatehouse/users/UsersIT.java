package io.gatehouse.users;

import static io.gatehouse.users.UsersClient.get;
import static io.gatehouse.users.UsersClient.post;
import static io.gatehouse.users.UsersClient.posting;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.gatehouse.kernel.json.Json;
import io.gatehouse.users.UsersClient.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The WAR as it is shipped, in Payara Micro; without a broker, so that its events wait where a test can see them. */
@ExtendWith(ArquillianExtension.class)
class UsersIT {
    private static final List<String> USER = List.of("user");
    private static final List<String> ADMIN = List.of("user", "admin");

    private static final String DATABASE = System.getProperty("users.database", "");

    @SuppressWarnings("NullAway.Init") // made before the deployment
    private static GatewayTokens gateway;

    private final String name = "u" + UUID.randomUUID().toString().substring(0, 8);
    private final Map<String, String> wanted =
            Map.of("username", name, "email", name + "@Example.org", "password", "correct horse");

    @Deployment(testable = false)
    static WebArchive users() throws Exception {
        // Each build has another password for the first administrator, who must not be there yet.
        Files.deleteIfExists(Path.of(DATABASE + ".mv.db"));
        gateway = GatewayTokens.publishedAt(Path.of(System.getProperty("gateway.jwks", "")));
        return ShrinkWrap.createFromZipFile(
                WebArchive.class, Path.of(System.getProperty("users.war", "")).toFile());
    }

    private String register() throws IOException {
        Answer answer = post("/users", wanted);
        assertThat(answer.status()).isEqualTo(201);
        return answer.json().get("id").asText();
    }

    private Answer login(String password) throws IOException {
        return post("/auth/login", Map.of("username", name, "password", password));
    }

    private static Answer refresh(String refreshToken) throws IOException {
        return post("/auth/refresh", Map.of("refresh_token", refreshToken));
    }

    /** As many as may wait for one place for a hash, which is what the smallest server has. */
    private static List<Answer> fourAtOnce(String path, String body) {
        List<CompletableFuture<Answer>> all =
                Stream.generate(() -> posting(path, body)).limit(4).toList();
        return all.stream().map(CompletableFuture::join).toList();
    }

    @Test
    void registersSomebodyAndSaysWhereTheyAre() throws Exception {
        Answer answer = post("/users", wanted);

        assertThat(answer.status()).isEqualTo(201);
        JsonNode user = answer.json();
        assertThat(user.fieldNames()).toIterable().containsExactly("id", "username", "email", "roles", "createdAt");
        assertThat(user.get("email").asText()).isEqualTo(name + "@example.org");
        assertThat(answer.header("Location"))
                .endsWith("/users/users/" + user.get("id").asText());
    }

    @Test
    void tellsOthersOfANewUser() throws Exception {
        String id = register();

        try (Connection connection =
                        DriverManager.getConnection("jdbc:h2:file:" + DATABASE + ";AUTO_SERVER=TRUE", "sa", "sa");
                PreparedStatement query =
                        connection.prepareStatement("select document from outbox where subject = ?")) {
            query.setString(1, id);
            ResultSet events = query.executeQuery();
            assertThat(events.next()).isTrue();
            assertThat(events.getString(1))
                    .contains("\"type\":\"UserRegistered\"", "\"source\":\"/users\"", "\"username\":\"" + name + "\"")
                    .doesNotContain("password");
            assertThat(events.next()).isFalse();
        }
    }

    @Test
    void keepsNothingPersonalInTheAuditWhichAdministratorsRead() throws Exception {
        String id = register();
        String admin = gateway.of(UUID.randomUUID().toString(), "users", ADMIN);

        Answer trail = get("/users/" + id + "/events", admin);

        assertThat(trail.status()).isEqualTo(200);
        assertThat(trail.json()).hasSize(1);
        assertThat(trail.json().at("/0/number").asInt()).isEqualTo(1);
        assertThat(trail.json().at("/0/event/type").asText()).isEqualTo("UserRegistered");
        assertThat(trail.json().at("/0/event/data").toString()).isEqualTo("{\"userId\":\"" + id + "\"}");
        // Who registers is nobody yet.
        assertThat(trail.json().at("/0/actor").isMissingNode()).isTrue();
        assertThat(trail.response().body()).doesNotContainIgnoringCase(name);
        assertThat(get("/users/" + id + "/events", gateway.of(id, "users", USER))
                        .status())
                .isEqualTo(403);
        assertThat(get("/users/" + id + "/events", null).status()).isEqualTo(401);
    }

    @Test
    void letsOneOfThoseInWhoRegisterOneNameAtOnce() throws Exception {
        String body = Json.STRICT.writeValueAsString(wanted);

        List<Answer> answers = fourAtOnce("/users", body);

        assertThat(answers).extracting(Answer::status).containsOnlyOnce(201).containsOnly(201, 409);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 409)
                .extracting(Answer::field)
                .containsOnly("username");
    }

    @Test
    void givesTokensThatThePublishedKeyChecks() throws Exception {
        String id = register();
        Answer answer = login("correct horse");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.json().fieldNames())
                .toIterable()
                .containsExactly("access_token", "token_type", "expires_in", "refresh_token");
        SignedJWT token = SignedJWT.parse(answer.json().get("access_token").asText());
        Answer keys = get("/.well-known/jwks.json", null);
        assertThat(keys.header("Cache-Control")).isEqualTo("public, max-age=300");
        assertThat(keys.response().body()).doesNotContain("\"d\"");
        assertThat(token.verify(new ECDSAVerifier(JWKSet.parse(keys.response().body())
                        .getKeyByKeyId(token.getHeader().getKeyID())
                        .toECKey())))
                .isTrue();
        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo(id);
    }

    @Test
    void answersTheSameToAWrongPasswordAndAnUnknownName() throws Exception {
        Answer unknown = login("correct horse");
        register();
        Answer wrong = login("wrong horse");

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.code()).isEqualTo("INVALID_CREDENTIALS");
        assertThat(wrong.response().body()).isEqualTo(unknown.response().body());
        assertThat(unknown.status()).isEqualTo(401);
    }

    @Test
    void endsASessionWhoseSpentRefreshTokenComesAgain() throws Exception {
        register();
        String first = login("correct horse").json().get("refresh_token").asText();
        Answer renewed = refresh(first);
        assertThat(renewed.status()).isEqualTo(200);
        String second = renewed.json().get("refresh_token").asText();
        assertThat(second).isNotEqualTo(first);

        assertThat(refresh(first).code()).isEqualTo("INVALID_REFRESH_TOKEN");
        assertThat(refresh(second).status()).isEqualTo(401);
    }

    @Test
    void renewsOnceAndEndsTheSessionWhenOneTokenIsUsedAtOnce() throws Exception {
        register();
        String token = login("correct horse").json().get("refresh_token").asText();

        List<Answer> answers = fourAtOnce("/auth/refresh", "{\"refresh_token\":\"" + token + "\"}");

        assertThat(answers).extracting(Answer::status).containsOnlyOnce(200).containsOnly(200, 401);
        for (Answer winner : answers.stream().filter(any -> any.status() == 200).toList()) {
            assertThat(refresh(winner.json().get("refresh_token").asText()).status())
                    .isEqualTo(401);
        }
    }

    @Test
    void showsUsersToThemselvesAndToAdministrators() throws Exception {
        String id = register();
        String self = gateway.of(id, "users", USER);
        String other = gateway.of(UUID.randomUUID().toString(), "users", USER);
        String admin = gateway.of(UUID.randomUUID().toString(), "users", ADMIN);

        assertThat(get("/users/me", self).json().get("username").asText()).isEqualTo(name);
        assertThat(get("/users/" + id, self).status()).isEqualTo(200);
        assertThat(get("/users/" + id, admin).status()).isEqualTo(200);
        assertThat(get("/users/" + id, other).status()).isEqualTo(404);
        assertThat(get("/users/me", null).status()).isEqualTo(401);
    }

    @Test
    void listsUsersPageByPageForAdministratorsOnly() throws Exception {
        String id = register();
        String admin = gateway.of(id, "users", ADMIN);

        Answer page = get("/users?limit=1", admin);

        assertThat(page.json()).hasSize(1);
        String next = page.header("Link").replaceAll("<(.*)>; rel=\"next\"", "$1");
        assertThat(get("/users" + next, admin).json())
                .hasSize(1)
                .doesNotContain(page.json().get(0));
        assertThat(get("/users", gateway.of(id, "users", USER)).status()).isEqualTo(403);
        assertThat(get("/users", null).status()).isEqualTo(401);
    }

    @Test
    void acceptsNoTokenButTheGatewaysForThisService() throws Exception {
        String id = register();
        String access = login("correct horse").json().get("access_token").asText();

        assertThat(get("/users/me", access).status()).isEqualTo(401);
        assertThat(get("/users/me", gateway.of(id, "orders", USER)).status()).isEqualTo(401);
    }

    @Test
    void hasAFirstAdministrator() throws Exception {
        String password = System.getProperty("users.admin.password", "");
        Answer answer = post("/auth/login", Map.of("email", "admin@localhost", "password", password));

        SignedJWT token = SignedJWT.parse(answer.json().get("access_token").asText());
        assertThat(token.getJWTClaimsSet().getStringListClaim("groups")).containsExactly("user", "admin");
    }

    @Test
    void isReadyWhenItsDatabaseAnswers() throws Exception {
        Answer answer = get("/health/ready", null);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("status").asText()).isEqualTo("UP");
    }

    @Test
    void namesTheFieldThatIsWrong() {
        assertRefused("/users", "{\"username\":\"x\",\"email\":\"a@b\",\"password\":\"correct horse\"}", "username");
        assertRefused("/users", "{\"username\":\"xyz\",\"email\":\"a\",\"password\":\"correct horse\"}", "email");
        assertRefused("/users", "{\"username\":\"xyz\",\"email\":\"a@b\",\"password\":\"short\"}", "password");
        assertRefused(
                "/users", "{\"username\":\"long-name\",\"email\":\"a@b\",\"password\":\"long-name\"}", "password");
        assertRefused(
                "/users", "{\"username\":\"xyz\",\"email\":\"a@b\",\"password\":\"correct\\u0007horse\"}", "password");
        assertRefused("/auth/login", "{\"username\":\"x\\u0007yz\",\"password\":\"x\"}", "username");
        assertRefused("/users", "{\"username\":\"x\\u0000yz\",\"email\":\"a@b\",\"password\":\"correct\"}", "username");
        assertRefused("/users", "{\"username\":7,\"email\":\"a@b\",\"password\":\"correct horse\"}", "username");
        assertRefused("/users", "{\"roles\":[\"admin\"]}", "roles");
        assertRefused("/users", "{\"username\":", "body");
        assertRefused("/users", "", "body");
        assertRefused("/auth/login", "{\"password\":\"x\"}", "username");
        assertRefused("/auth/login", "{\"username\":\"a\",\"email\":\"b\",\"password\":\"x\"}", "username");
        assertRefused("/auth/login", "{\"username\":\"a\"}", "password");
        assertRefused("/auth/login", "{\"username\":\"" + "a".repeat(10_000) + "\",\"password\":\"x\"}", "username");
        assertRefused("/auth/refresh", "{}", "refresh_token");
    }

    private static void assertRefused(String path, String body, String field) {
        Answer answer = post(path, body);

        assertThat(answer.status()).as(body).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.field()).as(body).isEqualTo(field);
    }
}
