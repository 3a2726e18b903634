package io.gatehouse.users.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.paging.Page;
import io.gatehouse.kernel.paging.PageRequest;
import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.testing.SettableClock;
import io.gatehouse.users.UsersDatabase;
import io.gatehouse.users.account.OutboxInMemory;
import jakarta.persistence.OptimisticLockException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What clients are on every database. Each test begins without any. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
abstract class ClientsContract {
    private static final NewClient REPORTS =
            new NewClient("Reports", List.of("users:read", "orders:read", "users:read"));

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-02T08:00:00Z"));
    private final OutboxInMemory outbox = new OutboxInMemory();
    private final Clients clients = new Clients();

    @SuppressWarnings("NullAway.Init") // set before all tests
    private UsersDatabase database;

    abstract DataSource dataSource() throws Exception;

    @BeforeAll
    void open() throws Exception {
        database = new UsersDatabase(dataSource());
        clients.entities = database.entities();
        clients.outbox = outbox;
        clients.clock = clock;
    }

    @AfterAll
    void close() {
        database.close();
    }

    @BeforeEach
    void empty() {
        database.run(() ->
                database.entities().createQuery("delete from OAuthClient c").executeUpdate());
        outbox.told.clear();
        outbox.audited.clear();
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

    /** Characters outside the basic plane too. */
    @Test
    void mayHaveTheLongestNameAndTheMostAndLongestScopes() {
        List<String> scopes = IntStream.range(0, 32)
                .mapToObj(i -> (i + "x".repeat(64)).substring(0, 64))
                .toList();
        NewClient wanted = new NewClient("\uD83D\uDE00".repeat(50), scopes);

        ClientView client = database.call(() -> clients.register(wanted));

        OAuthClient found = database.call(() -> clients.get(client.id()));
        assertThat(found.editable().name()).isEqualTo(wanted.name());
        assertThat(found.editable().scopes()).containsExactlyInAnyOrderElementsOf(scopes);
    }

    @Test
    void areListedNewestFirst() {
        List<UUID> registered = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            registered.add(0, register().id());
            clock.advance(Duration.ofMillis(1));
        }

        Page<OAuthClient> page = database.call(() -> clients.page(new ClientFilter(), new PageRequest()));

        assertThat(page.items()).extracting(OAuthClient::id).containsExactlyElementsOf(registered.subList(0, 20));
    }

    @Test
    void areListedByTheBeginningOfTheirNameAndByTheirScopes() {
        register("Reports", "orders:read", "users:read");
        register("reporter", "orders:read:all");
        register("100%_!", "introspect");
        register("ÄRZTE");

        assertThat(listed(filter -> {})).containsExactlyInAnyOrder("Reports", "reporter", "100%_!", "ÄRZTE");
        assertThat(listed(filter -> filter.name = "REPORT")).containsExactlyInAnyOrder("Reports", "reporter");
        assertThat(listed(filter -> filter.name = "reports")).containsExactly("Reports");
        assertThat(listed(filter -> filter.name = "ärz")).containsExactly("ÄRZTE");
        assertThat(listed(filter -> filter.name = "eports")).isEmpty();
        assertThat(listed(filter -> filter.name = "100%_!")).containsExactly("100%_!");
        for (String pattern : List.of("%", "_eport", "!", "R%", "100__")) {
            assertThat(listed(filter -> filter.name = pattern)).as(pattern).isEmpty();
        }
        assertThat(listed(filter -> filter.scope = "orders:read")).containsExactly("Reports");
        assertThat(listed(filter -> filter.scope = "introspect")).containsExactly("100%_!");
        assertThat(listed(filter -> filter.scope = "Introspect")).isEmpty();
        assertThat(listed(filter -> filter.scope = "read")).isEmpty();
        assertThat(listed(filter -> {
                    filter.name = "report";
                    filter.scope = "orders:read:all";
                }))
                .containsExactly("reporter");
    }

    @Test
    void areListedByTheirNameWhateverItsCase() {
        List.of("b", "C", "d").forEach(this::register);
        ClientView last = register();
        database.run(() -> assertThat(
                        clients.change(last.id(), version -> {}, current -> new NewClient("A", current.scopes())))
                .isNotNull());

        assertThat(names(new ClientFilter(), sortedBy("name"))).containsExactly("A", "b", "C", "d");
        assertThat(names(new ClientFilter(), sortedBy("-name"))).containsExactly("d", "C", "b", "A");
    }

    private static PageRequest sortedBy(String order) {
        return new PageRequest() {
            @Override
            protected String sort() {
                return order;
            }
        };
    }

    private void register(String name, String... scopes) {
        database.run(() -> assertThat(clients.register(new NewClient(name, List.of(scopes))))
                .isNotNull());
    }

    private List<String> listed(Consumer<ClientFilter> wanted) {
        ClientFilter filter = new ClientFilter();
        wanted.accept(filter);
        return names(filter, new PageRequest());
    }

    private List<String> names(ClientFilter filter, PageRequest request) {
        return database.call(() -> clients.page(filter, request).items().stream()
                .map(client -> client.editable().name())
                .toList());
    }

    @Test
    void areNotChangedByTwoAtOnce() throws Exception {
        UUID client = register().id();
        CyclicBarrier bothHaveRead = new CyclicBarrier(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Integer>> changes = IntStream.range(0, 2)
                    .mapToObj(i ->
                            threads.submit(() -> database.call(() -> changed(client, bothHaveRead, "Reports " + i))))
                    .toList();

            assertThat(changes.stream().map(ClientsContract::outcome)).containsExactlyInAnyOrder("1", "refused");
        } finally {
            threads.shutdown();
        }
        assertThat(database.call(() -> clients.get(client).version())).isEqualTo(1);
    }

    private int changed(UUID client, CyclicBarrier bothHaveRead, String name) {
        return clients.change(
                        client,
                        version -> {
                            assertThat(version).isZero();
                            await(bothHaveRead);
                        },
                        current -> new NewClient(name, current.scopes()))
                .version();
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static String outcome(Future<Integer> change) {
        try {
            return change.get().toString();
        } catch (ExecutionException refused) {
            assertThat(refused).hasCauseInstanceOf(OptimisticLockException.class);
            return "refused";
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
