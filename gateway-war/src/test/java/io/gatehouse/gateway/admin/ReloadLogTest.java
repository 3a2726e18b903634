package io.gatehouse.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.config.ConfigSource;
import io.gatehouse.gateway.pipeline.LogLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators read in the server's log about each attempt to put a configuration to work. */
@SuppressWarnings("NullAway.Init")
class ReloadLogTest {
    private static final String HEAD = """
            issuers: []
            tokenExchange: {keys: k}
            upstreams: {u: {url: 'http://h'}}
            routes:
            """;
    private static final String ONE = HEAD + "  - {id: one, path: /one, upstream: u}\n";
    private static final String TWO =
            HEAD + "  - {id: one, path: /1, upstream: u}\n  - {id: two, path: /2, upstream: u}\n";
    private static final String BAD = HEAD + "  - {id: one, path: one, upstream: v}\n";

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final LogLines lines = new LogLines(ReloadLog.class);

    @TempDir
    private Path directory;

    private Path file;
    private Reloads reloads;
    private boolean isUnusable;

    @BeforeEach
    void start() throws Exception {
        file = Files.writeString(directory.resolve("routes.yaml"), ONE);
        // Read only when somebody says so.
        reloads = begun(new ConfigSource(file.toString(), null, () -> Files.newInputStream(file)));
    }

    private Reloads begun(ConfigSource source) throws Exception {
        Reloads begun = new Reloads(
                source, name -> Optional.empty(), InstantSource.system(), List.of(new ReloadLog(source.name())));
        assertThat(lines.written()).containsExactly("INFO configuration " + file + " is at work (start)");
        lines.written().clear();
        begun.begin(
                config -> {
                    if (isUnusable) {
                        throw new IOException("no keys in k");
                    }
                },
                clock);
        return begun;
    }

    @AfterEach
    void end() {
        reloads.close();
        clock.shutdownNow();
        lines.close();
    }

    @Test
    void whatIsAppliedIsToldByWhomAndWithItsDifferences() throws Exception {
        Files.writeString(file, TWO);
        reload(false);
        reload(false);

        assertThat(lines.written())
                .containsExactly(
                        "INFO configuration " + file + " is at work (ada): routes ~one (path), routes +two",
                        "INFO configuration " + file + " is at work (ada): no changes");
    }

    @Test
    void whatIsRefusedIsToldWithEveryMistakeAtItsPlace() throws Exception {
        Files.writeString(file, BAD);
        reload(false);

        assertThat(lines.written())
                .containsExactly(
                        "SEVERE " + file + ":5:21: routes[0].path: has no slash at its beginning",
                        "SEVERE " + file + ":5:36: routes[0].upstream: unknown upstream v (did you mean u?)",
                        "SEVERE configuration " + file
                                + " is refused (ada): it has 2 mistake(s), listed above, the first 5:21: routes[0].path:"
                                + " has no slash at its beginning; the one before stays at work");
    }

    @Test
    void aFileThatChangesByItselfIsToldToo() throws Exception {
        reloads.close();
        reloads = begun(ConfigSource.of(file));
        Files.writeString(file, TWO);
        for (int i = 0; i < 1_000 && lines.written().isEmpty(); i++) {
            TimeUnit.MILLISECONDS.sleep(20);
        }

        assertThat(lines.written())
                .containsExactly("INFO configuration " + file + " is at work (file): routes ~one (path), routes +two");
    }

    @Test
    void aDryRunIsNoMoreThanACheck() throws Exception {
        Files.writeString(file, TWO);
        reload(true);

        assertThat(lines.written())
                .containsExactly("INFO configuration " + file + " was checked (ada): routes ~one (path), routes +two");
    }

    @Test
    void whatCannotBeReadOrMadeIsToldWithTheReason() throws Exception {
        Files.writeString(file, TWO);
        isUnusable = true;
        reload(false);
        Files.delete(file);
        reload(false);

        assertThat(lines.written())
                .containsExactly(
                        "SEVERE configuration " + file
                                + " cannot be used (ada): java.io.IOException: no keys in k; the one before stays at work",
                        "SEVERE configuration " + file + " cannot be used (ada): java.nio.file.NoSuchFileException: "
                                + file + "; the one before stays at work");
    }

    private void reload(boolean dry) throws Exception {
        reloads.reload("ada", dry).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
