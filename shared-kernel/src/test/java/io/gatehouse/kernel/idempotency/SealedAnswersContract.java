package io.gatehouse.kernel.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.testing.Database;
import io.gatehouse.kernel.testing.SettableClock;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What becomes of an answer that has a secret, on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SealedAnswersContract {
    private static final String KEY = "5f0c7c9e-7d1b-4f5e-8a36-0c9f2d1b4e77";
    private static final String SECRET = "Zk4xQ8mN2vB6cT0yH3jL7pW1sD5fG9aRuE_iO-KqXbM";
    private static final String BODY = "{\"name\":\"Reports\"}";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-02T12:00:00Z"));

    @SuppressWarnings("NullAway.Init") // set before all tests
    private Database database;

    abstract DataSource dataSource() throws Exception;

    @BeforeAll
    void migrate() throws Exception {
        database = new Database(dataSource());
    }

    @AfterAll
    void close() {
        database.close();
    }

    @BeforeEach
    void forgetEverything() {
        database.run(entities ->
                entities.createNativeQuery("delete from idempotency").executeUpdate());
    }

    @Test
    void itIsGivenAgainToWhoSendsTheRequestAgain() {
        Request first = new Request("anna", KEY, BODY);
        assertThat(first.begin()).isEmpty();
        first.fulfil(SECRET);

        Response again = new Request("anna", KEY, BODY).begin().orElseThrow();

        assertThat(again.getStatus()).isEqualTo(201);
        assertThat(again.getLocation()).hasToString("http://host/clients/5");
        assertThat(again.getEntity()).isEqualTo("{\"secret\":\"" + SECRET + "\"}");
        assertThat(again.getHeaderString("Idempotency-Replayed")).isEqualTo("true");
    }

    /** All that somebody has who has the table. */
    @Test
    void theTableHasNeitherTheSecretNorWhatOpensIt() {
        Request first = new Request("anna", KEY, BODY);
        assertThat(first.begin()).isEmpty();
        assertThat(rows()).hasSize(1).noneMatch(row -> row.contains(KEY));
        first.fulfil(SECRET);

        assertThat(rows())
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .contains("http://host/clients/5")
                        .doesNotContain(SECRET, "secret", KEY, "Reports"));
    }

    @Test
    void anotherBodyIsRefusedAndAnotherCallerHasAKeyOfTheirOwn() {
        Request first = new Request("anna", KEY, BODY);
        assertThat(first.begin()).isEmpty();
        assertRefused(409, "REQUEST_IN_FLIGHT", new Request("anna", KEY, BODY));
        first.fulfil(SECRET);

        assertRefused(422, "IDEMPOTENCY_KEY_REUSED", new Request("anna", KEY, "{}"));
        Request berts = new Request("bert", KEY, BODY);
        assertThat(berts.begin()).isEmpty();
        berts.fulfil("another");
        assertThat(new Request("anna", KEY, BODY).begin().orElseThrow().getEntity())
                .asString()
                .contains(SECRET);
    }

    @Test
    void itIsForgottenAfterADay() {
        Request first = new Request("anna", KEY, BODY);
        assertThat(first.begin()).isEmpty();
        first.fulfil(SECRET);

        clock.advance(Duration.ofHours(24).minusMillis(1));
        assertThat(new Request("anna", KEY, BODY).begin()).isPresent();
        clock.advance(Duration.ofMillis(1));
        Request next = new Request("anna", KEY, BODY);
        assertThat(next.begin()).isEmpty();
        next.fulfil("another");

        assertThat(new Request("anna", KEY, BODY).begin().orElseThrow().getEntity())
                .isEqualTo("{\"secret\":\"another\"}");
    }

    @Test
    void aKeyThatCouldBeGuessedOpensNothing() {
        assertRefused(400, "VALIDATION_FAILED", new Request("anna", KEY.substring(0, 21), BODY));
        assertThat(rows()).isEmpty();
    }

    private static void assertRefused(int status, String code, Request request) {
        assertThatThrownBy(request::begin).isInstanceOfSatisfying(ProblemException.class, refused -> {
            assertThat(refused.problem().status()).isEqualTo(status);
            assertThat(refused.problem().code()).isEqualTo(code);
        });
    }

    @SuppressWarnings("unchecked") // a native query of arrays
    private List<String> rows() {
        return database.inTransaction(entities -> ((List<Object[]>)
                        entities.createNativeQuery("select * from idempotency", Object[].class)
                                .getResultList())
                .stream().map(Arrays::toString).toList());
    }

    /** One that is on its way, as the container would serve it. */
    private final class Request {
        private final Idempotency idempotency = new Idempotency();
        private final IdempotencyKeys keys = new IdempotencyKeys();
        private final String key;
        private final byte[] body;

        @SuppressWarnings("UnnecessaryAssignment") // no container here: the test is the framework
        Request(String caller, String key, String body) {
            this.key = key;
            this.body = body.getBytes(StandardCharsets.UTF_8);
            keys.clock = clock;
            idempotency.keys = keys;
            idempotency.token = (JsonWebToken) Proxy.newProxyInstance(
                    Request.class.getClassLoader(),
                    new Class<?>[] {JsonWebToken.class},
                    (proxy, method, arguments) -> caller);
        }

        @SuppressWarnings("UnnecessaryAssignment")
        Optional<Response> begin() {
            return database.inTransaction(entities -> {
                keys.entities = entities;
                return Optional.ofNullable(idempotency.begin("POST /clients", List.of(key), body, true));
            });
        }

        @SuppressWarnings("UnnecessaryAssignment")
        void fulfil(String secret) {
            database.run(entities -> {
                keys.entities = entities;
                idempotency.keep(Response.created(URI.create("http://host/clients/5"))
                        .entity(Map.of("secret", secret))
                        .build());
            });
        }
    }
}
