package io.gatehouse.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.gateway.admin.Attempt.Outcome;
import io.gatehouse.gateway.config.Change;
import io.gatehouse.gateway.config.ConfigException;
import io.gatehouse.gateway.config.ConfigSource;
import io.gatehouse.gateway.config.ConfigText;
import io.gatehouse.gateway.config.GatewayConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked // An attempt that does not come fails the test by itself.
class ReloadsTest {
    private static final String HEAD =
            "{issuers: [], tokenExchange: {keys: k}, upstreams: {u: {url: 'http://h'}}, routes: [";
    private static final String ONE = HEAD + "{id: one, path: /one, upstream: u}]}";
    private static final String TWO = HEAD + "{id: one, path: /1, upstream: u}, {id: two, path: /2, upstream: u}]}";
    private static final String BAD = HEAD + "{id: one, path: one, upstrem: u}]}";

    @TempDir
    private Path directory;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final BlockingQueue<Attempt> attempts = new LinkedBlockingQueue<>();
    private final List<GatewayConfig> applied = new CopyOnWriteArrayList<>();
    private IOException unusable;
    private RuntimeException broken;
    private Error tooOld;
    private Path file;
    private Reloads reloads;

    @BeforeEach
    void startWithOneRoute() throws Exception {
        file = Files.writeString(directory.resolve("routes.yaml"), ONE);
        reloads = new Reloads(
                ConfigSource.of(file), name -> Optional.empty(), InstantSource.system(), List.of(attempts::add));
        assertThat(attempts.take().by()).isEqualTo("start");
        reloads.begin(this::swap, clock);
    }

    @AfterEach
    void end() {
        reloads.close();
        clock.shutdownNow();
    }

    @Test
    void aFileThatChangesIsPutToWork() throws Exception {
        Files.writeString(file, TWO);

        Attempt attempt = attempts.poll(20, TimeUnit.SECONDS);

        assertThat(attempt.outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(attempt.by()).isEqualTo("file");
        assertThat(attempt.changes()).extracting(Change::toString).containsExactly("routes ~one (path)", "routes +two");
        assertThat(applied)
                .singleElement()
                .satisfies(config -> assertThat(config.routes()).hasSize(2));
        assertThat(reloads.status().applied()).isEqualTo(attempt);
        assertThat(reloads.status().config().routes()).hasSize(2);
    }

    @Test
    void aBadFileIsToldOnceAndChangesNothingUntilItIsGood() throws Exception {
        Files.writeString(file, BAD);
        Attempt refused = attempts.poll(20, TimeUnit.SECONDS);

        assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(refused.mistakes()).hasSize(3);
        assertThat(refused.mistakes().get(0).path()).isEqualTo("routes[0].upstream");
        assertThat(reloads.status().last()).isEqualTo(refused);
        assertThat(reloads.status().applied().by()).isEqualTo("start");
        assertThat(applied).isEmpty();

        Files.writeString(file, TWO);
        assertThat(attempts.poll(20, TimeUnit.SECONDS).outcome())
                .as("and no second refusal before")
                .isEqualTo(Outcome.APPLIED);
    }

    @Test
    void aFileThatIsGoneIsToldOnce() throws Exception {
        Files.delete(file);
        Attempt gone = attempts.poll(20, TimeUnit.SECONDS);

        assertThat(gone.outcome()).isEqualTo(Outcome.UNREADABLE);
        assertThat(gone.problem()).contains("NoSuchFileException");
        Files.writeString(file, TWO);
        assertThat(attempts.poll(20, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.APPLIED);
    }

    @Test
    void aCallReloadsAtOnceAndEvenTheSameText() throws Exception {
        Attempt same = reload(false);
        Files.writeString(file, TWO);
        Attempt other = reload(false);

        assertThat(same.changes()).isEmpty();
        assertThat(same.by()).isEqualTo("ada");
        assertThat(other.changes()).hasSize(2);
        assertThat(other.digest()).isEqualTo(ConfigText.of(TWO).digest());
        assertThat(applied).hasSize(2);
    }

    @Test
    void aDryRunTellsTheDifferenceAndTheFileIsStillPutToWork() throws Exception {
        Files.writeString(file, TWO);

        Attempt dry = reload(true);

        assertThat(dry.outcome()).isEqualTo(Outcome.CHECKED);
        assertThat(dry.changes()).hasSize(2);
        assertThat(reloads.status().config().routes()).hasSize(1);
        assertThat(attempts.take()).isEqualTo(dry);
        assertThat(attempts.poll(20, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.APPLIED);
    }

    @Test
    void whatCannotBeMadeHereLeavesEverythingAsItWas() throws Exception {
        Files.writeString(file, TWO);
        unusable = new IOException("no keys in k");

        Attempt attempt = reload(false);

        assertThat(attempt.outcome()).isEqualTo(Outcome.UNUSABLE);
        assertThat(attempt.problem()).contains("no keys in k");
        assertThat(reloads.status().config().routes()).hasSize(1);

        unusable = null;
        broken = new IllegalStateException("a bug");
        assertThat(reload(false).outcome()).isEqualTo(Outcome.UNUSABLE);
        assertThat(reloads.status().config().routes()).hasSize(1);

        tooOld = new NoClassDefFoundError("a class of another version");
        broken = null;
        assertThat(reload(false).problem()).contains("a class of another version");
        assertThat(reloads.status().config().routes()).hasSize(1);

        tooOld = null;
        assertThat(reload(false).outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(reloads.status().config().routes()).hasSize(2);
    }

    @Test
    void anUnreadableFileIsToldToTheCaller() throws Exception {
        Files.delete(file);

        assertThat(reload(false).outcome()).isEqualTo(Outcome.UNREADABLE);
        assertThat(reload(true).outcome()).isEqualTo(Outcome.UNREADABLE);
    }

    @Test
    void theFirstConfigurationMustBeGood() throws Exception {
        Files.writeString(file, BAD);

        assertThatThrownBy(() ->
                        new Reloads(ConfigSource.of(file), name -> Optional.empty(), InstantSource.system(), List.of()))
                .isInstanceOf(ConfigException.class);
    }

    private Attempt reload(boolean dry) throws Exception {
        return reloads.reload("ada", dry).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private void swap(GatewayConfig config) throws IOException {
        if (unusable != null) {
            throw unusable;
        }
        if (broken != null) {
            throw broken;
        }
        if (tooOld != null) {
            throw tooOld;
        }
        applied.add(config);
    }
}
