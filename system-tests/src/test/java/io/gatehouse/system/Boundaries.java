package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.system.Client.Answer;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients can reach, and what they cannot. */
interface Boundaries {
    Product product();

    /** Where the users service listens: nobody but the gateway is meant to call it there. */
    URI usersPastTheGateway(String path);

    @Test
    default void aClientsTokenIsWorthNothingPastTheGateway() {
        Client alice = Client.newUser(product());

        assertThat(alice.get("/api/users/me").status()).isEqualTo(200);
        assertThat(alice.get(usersPastTheGateway("/users/me")).status()).isEqualTo(401);
        assertThat(Client.anonymous(product())
                        .get(usersPastTheGateway("/users/me"))
                        .status())
                .isEqualTo(401);
    }

    @Test
    default void aForgedOrSpoiltTokenIsRefused() {
        Client alice = Client.newUser(product());
        String token = alice.token();
        String otherSignature = token.substring(0, token.lastIndexOf('.') + 1) + "A".repeat(86);
        String unsigned =
                "eyJhbGciOiJub25lIn0." + token.substring(token.indexOf('.') + 1, token.lastIndexOf('.')) + ".";

        for (String bad :
                new String[] {otherSignature, unsigned, "x", UUID.randomUUID().toString()}) {
            Answer answer = alice.withToken(bad).get("/api/users/me");
            assertThat(answer.status()).as(answer.toString()).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate").orElse("")).startsWith("Bearer");
            assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
        }
    }

    @Test
    default void theKeysOfTheTokensArePublicAndOnlyTheirPublicHalf() {
        Answer keys = Client.anonymous(product()).get("/.well-known/jwks.json");

        assertThat(keys.status()).isEqualTo(200);
        assertThat(keys.json().path("keys").get(0).path("kty").asText()).isEqualTo("EC");
        assertThat(keys.json().path("keys").get(0).has("d")).isFalse();
    }

    /** A probe that was not answered in time is one until the next. */
    @Test
    default void theGatewaySaysThatAllIsReady() {
        Client visitor = Client.anonymous(product());
        Answer ready = Client.eventually(() -> visitor.get("/health/ready"), given -> given.status() == 200);

        assertThat(ready.status()).isEqualTo(200);
        assertThat(ready.text("status")).isEqualTo("UP");
        assertThat(ready.json().path("services").path("orders").path("status").asText())
                .isEqualTo("UP");
    }

    @Test
    default void theHealthOfTheWholeNamesServicesAndNoAddresses() {
        Client visitor = Client.anonymous(product());
        Answer health = Client.eventually(() -> visitor.get("/health"), given -> given.status() == 200);

        assertThat(health.status()).isEqualTo(200);
        assertThat(health.json()
                        .path("services")
                        .path("orders")
                        .path("instances")
                        .path("up")
                        .asInt())
                .isEqualTo(1);
        assertThat(health.toString()).doesNotContain("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/metrics", "/openapi", "/users/users", "/products/products", "/problem-page"})
    default void whatIsInternalIsNotThereForClients(String path) {
        Answer answer = Client.anonymous(product()).get(path);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(404);
        assertThat(answer.text("code")).isEqualTo("NO_ROUTE");
    }
}
