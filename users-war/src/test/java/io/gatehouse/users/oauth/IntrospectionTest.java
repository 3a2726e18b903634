package io.gatehouse.users.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.kernel.json.Json;
import io.gatehouse.kernel.testing.SettableClock;
import io.gatehouse.users.account.SomeUser;
import io.gatehouse.users.account.User;
import io.gatehouse.users.account.UsersInMemory;
import io.gatehouse.users.session.RefreshTokenState;
import io.gatehouse.users.session.Sessions;
import io.gatehouse.users.session.SomeTokens;
import io.gatehouse.users.session.Subject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class IntrospectionTest {
    private static final Instant NOW = Instant.parse("2026-01-02T08:00:00Z");
    private static final UUID SESSION = UUID.randomUUID();

    private final SettableClock clock = new SettableClock(NOW);
    private final UsersInMemory users = new UsersInMemory();
    private final ClientsInMemory clients = new ClientsInMemory();
    private final Introspection introspection = new Introspection();
    private final User alice = SomeUser.named("alice");
    private boolean sessionIsAlive = true;

    @BeforeEach
    void wire(@TempDir Path directory) {
        users.add(alice, User::id);
        introspection.accessTokens = SomeTokens.in(directory, clock);
        introspection.users = users;
        introspection.clients = clients;
        introspection.sessions = new Sessions() {
            @Override
            public boolean isAlive(UUID sessionId) {
                return sessionIsAlive && sessionId.equals(SESSION);
            }

            @Override
            public Optional<RefreshTokenState> look(String refreshToken) {
                return Optional.of(new RefreshTokenState(alice.id(), SESSION, NOW, NOW.plusSeconds(60)))
                        .filter(any -> refreshToken.equals("refresh"));
            }
        };
    }

    private String accessToken() {
        return introspection.accessTokens.issue(
                new Subject.User(alice.id(), "alice", List.of("user", "admin"), SESSION));
    }

    @Test
    void tellsOfAnAccessTokenWhoseItIsAndWhatTheyMayDoNow() {
        JsonNode state = Json.STRICT.valueToTree(introspection.of(accessToken()).orElseThrow());

        assertThat(state.fieldNames())
                .toIterable()
                .containsExactly(
                        "active", "sub", "username", "groups", "token_type", "iat", "exp", "iss", "aud", "jti");
        assertThat(state.get("active").isBoolean()).isTrue();
        assertThat(state.get("sub").asText()).isEqualTo(alice.id().toString());
        assertThat(state.get("groups")).hasSize(1);
        assertThat(state.get("exp").asLong()).isEqualTo(NOW.plusSeconds(900).getEpochSecond());
    }

    @Test
    void tellsOfARefreshToken() {
        TokenState state = introspection.of("refresh").orElseThrow();

        assertThat(state.active()).isTrue();
        assertThat(state.sub()).isEqualTo(alice.id().toString());
        assertThat(state.tokenType()).isNull();
        assertThat(state.exp()).isEqualTo(NOW.plusSeconds(60).getEpochSecond());
    }

    @Test
    void tellsOfAClientsToken() {
        OAuthClient reports = clients.add("users:read");
        String token = introspection.accessTokens.issue(new Subject.Client(reports.id(), "users:read"));

        TokenState state = introspection.of(token).orElseThrow();
        assertThat(state.clientId()).isEqualTo(reports.id().toString());
        assertThat(state.scope()).isEqualTo("users:read");
        assertThat(state.groups()).isNull();

        clients.removeAll();
        assertThat(introspection.of(token)).isEmpty();
    }

    @Test
    void knowsThatATokenHasEndedBeforeItsTime() {
        String token = accessToken();
        sessionIsAlive = false;
        assertThat(introspection.of(token)).isEmpty();

        sessionIsAlive = true;
        SomeUser.disable(alice);
        assertThat(introspection.of(token)).isEmpty();
        assertThat(introspection.of("refresh")).isEmpty();
    }

    @Test
    void knowsThatATokenHasExpired() {
        String token = accessToken();
        clock.advance(Duration.ofMinutes(15));

        assertThat(introspection.of(token)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "a.b.c", "\0", "' or 1=1 --", "eyJhbGciOiJub25lIn0.e30."})
    void makesNothingOfGarbage(String garbage) {
        assertThat(introspection.of(garbage)).isEmpty();
    }

    @Test
    void saysNothingOfAnInactiveTokenButThat() throws Exception {
        assertThat(Json.STRICT.writeValueAsString(TokenState.INACTIVE)).isEqualTo("{\"active\":false}");
    }
}
