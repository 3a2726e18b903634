package io.gatehouse.users.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.testing.SettableClock;
import io.gatehouse.users.UsersDatabase;
import io.gatehouse.users.account.OutboxInMemory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients on the migrated schema. */
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class ClientsTest {
    private static final NewClient REPORTS =
            new NewClient("Reports", List.of("users:read", "orders:read", "users:read"));

    private final UsersDatabase database = UsersDatabase.inMemory();
    private final OutboxInMemory outbox = new OutboxInMemory();
    private final Clients clients = new Clients();

    @BeforeEach
    void wire() {
        clients.entities = database.entities();
        clients.outbox = outbox;
        clients.clock = new SettableClock(Instant.parse("2026-01-02T08:00:00Z"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private ClientView register() {
        return database.call(() -> clients.register(REPORTS));
    }

    private OAuthClient authenticate(ClientView client, String secret) {
        Form form = new Form(Map.of("client_id", client.id().toString(), "client_secret", secret));
        return database.call(() -> clients.authenticate(form));
    }

    @Test
    void haveASecretThatIsShownOnceAndKeptAsAHash() {
        ClientView registered = register();
        String secret = String.valueOf(registered.secret());

        assertThat(secret).matches("[A-Za-z0-9_-]{43}");
        assertThat(authenticate(registered, secret).id()).isEqualTo(registered.id());
        ClientView later = database.call(() -> clients.get(registered.id()).view(null));
        assertThat(later.secret()).isNull();
        assertThat(later.scopes()).containsExactly("orders:read", "users:read");
        assertThat(registered).asString().doesNotContain(secret);
        Object hash = database.call(() -> database.entities()
                .createNativeQuery("select secret_hash from oauth_client", String.class)
                .getSingleResult());
        assertThat(hash).asString().matches("[0-9a-f]{64}").isNotEqualTo(secret);
    }

    @Test
    void areNotTakenForAnotherOrWithoutTheirSecret() {
        ClientView one = register();
        ClientView other = register();

        assertThatThrownBy(() -> authenticate(one, String.valueOf(other.secret())))
                .isInstanceOf(OAuthException.class);
        assertThatThrownBy(() -> authenticate(one, "")).isInstanceOf(OAuthException.class);
    }

    @Test
    void getAnotherSecretThatReplacesTheOneBefore() {
        ClientView before = register();
        ClientView after = database.call(() -> clients.renewSecret(before.id()));

        assertThat(after.secret()).isNotEqualTo(before.secret());
        assertThat(authenticate(before, String.valueOf(after.secret())).id()).isEqualTo(before.id());
        assertThatThrownBy(() -> authenticate(before, String.valueOf(before.secret())))
                .isInstanceOf(OAuthException.class);
    }

    @Test
    void changeAndGo() {
        ClientView client = register();

        OAuthClient changed = database.call(() ->
                clients.change(client.id(), version -> {}, current -> new NewClient(current.name() + "!", List.of())));
        assertThat(changed.editable()).isEqualTo(new NewClient("Reports!", List.of()));
        assertThat(changed.version()).isEqualTo(1);

        database.run(() -> clients.delete(client.id(), version -> {}));
        assertThatThrownBy(() -> authenticate(client, String.valueOf(client.secret())))
                .isInstanceOf(OAuthException.class);
        assertThatThrownBy(() -> database.call(() -> clients.get(client.id()))).isInstanceOf(ProblemException.class);
        assertThat(outbox.told).isEmpty();
        assertThat(outbox.audited)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("ClientRegistered", "ClientChanged", "ClientDeleted");
    }
}
