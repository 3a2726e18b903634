package io.gatehouse.services.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.services.database.Pgbench.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PgbenchTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private Tools tools;

    @BeforeEach
    void placeItsPrograms() {
        tools = new Tools(directory, List.of("env"), "");
    }

    @Test
    void tellsHowOftenTheScriptRanAndHowLongEachTimeTook() throws Exception {
        stand("""
                for word in "$@"; do case "$word" in --log-prefix=*) prefix=${word#*=} ;; esac; done
                printf '0 1 1500 0 1 2\\n1 1 2500 0 1 2\\n' > "$prefix.7"
                printf '1 2 3500 0 1 2\\n' > "$prefix.7.1"
                echo "number of transactions actually processed: 3"
                echo "tps = 30.5 (without initial connection time)"
                echo "$@ $PGPASSWORD" > "%s"
                """.formatted(directory.resolve("said")));

        Run run = pgbench().run("order", List.of(new Script("select 1;\n", 1), new Script("select 2;\n", 1)), 10, 5);

        assertThat(run.scripts()).isEqualTo(3);
        assertThat(run.perSecond()).isEqualTo(30.5);
        assertThat(run.latencies().percentile(0.5)).isEqualTo(2.5);
        assertThat(Files.readString(directory.resolve("said")))
                .contains("-M prepared -c 10 -j 2 -T 5", "-p 4711", "script0.sql", "script1.sql")
                .contains(" postgres secret");
        assertThat(directory.resolve("pgbench-order/script1.sql")).hasContent("select 2;");
    }

    @Test
    void failsWhenAStatementDoes() throws Exception {
        stand("echo 'ERROR: no such table'; exit 2");

        assertThatThrownBy(() -> pgbench().run("order", List.of(new Script("x;\n", 1)), 1, 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("pgbench failed with what the product sends for order; see ");
    }

    private Pgbench pgbench() {
        return new Pgbench(tools, directory, 4711, "secret");
    }

    private void stand(String body) throws IOException {
        Path program = directory.resolve("pgbench");
        Files.writeString(program, "#!/bin/sh\n" + body);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }
}
