package io.gatehouse.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseTest {

    private static final String PASSWORD = "made for this test";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Test
    void inFilesKeepsWhatWasCommittedWhenTheProcessIsKilledAtOnce() throws Exception {
        String url = Database.inFiles(directory, PASSWORD).urlFor(Application.ORDERS);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CommitAndDie.class.getName(),
                        url,
                        PASSWORD)
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isEqualTo(137);

        try (Connection connection = DriverManager.getConnection(url, "gatehouse", PASSWORD);
                ResultSet count = connection.createStatement().executeQuery("select count(*), max(id) from kept")) {
            count.next();
            assertThat(count.getInt(1)).isEqualTo(CommitAndDie.ROWS);
            assertThat(count.getInt(2)).isEqualTo(CommitAndDie.ROWS - 1);
        }
    }

    @Test
    void outsideIsPostgresqlWithAPlaceForTheService() throws Exception {
        Database database = Database.outside(Map.of(
                "GATEHOUSE_DB_URL", "jdbc:postgresql://db/gatehouse?currentSchema={service}",
                "GATEHOUSE_DB_USER", "me",
                "GATEHOUSE_DB_PASSWORD", PASSWORD));

        assertThat(database.urlFor(Application.TASKS))
                .startsWith("jdbc:postgresql://db/gatehouse?currentSchema=tasks&socketTimeout=60&options=-c%20");
        assertThat(database.dataSource()).isEqualTo("org.postgresql.ds.PGSimpleDataSource");
        assertThat(database).asString().doesNotContain(PASSWORD);
    }

    @Test
    void eachServiceMayHaveADatabaseUserOfItsOwn() throws Exception {
        Database database = Database.outside(Map.of(
                "GATEHOUSE_DB_URL", "jdbc:postgresql://db/{service}",
                "GATEHOUSE_DB_USER", "gatehouse_{service}",
                "GATEHOUSE_DB_PASSWORD", PASSWORD,
                "GATEHOUSE_DB_PASSWORD_TASKS", "that of tasks alone"));

        assertThat(database.userFor(Application.TASKS)).isEqualTo("gatehouse_tasks");
        assertThat(database.userFor(Application.ORDERS)).isEqualTo("gatehouse_orders");
        assertThat(database.passwordFor(Application.TASKS)).isEqualTo("that of tasks alone");
        assertThat(database.passwordFor(Application.ORDERS)).isEqualTo(PASSWORD);
        assertThat(database).asString().doesNotContain("that of tasks alone");
    }

    @Test
    void aPasswordForAllIsNeededUnlessEachHasOne() throws Exception {
        Map<String, String> environment = new HashMap<>(
                Map.of("GATEHOUSE_DB_URL", "jdbc:postgresql://db/{service}", "GATEHOUSE_DB_USER", "{service}"));
        for (Application service : Application.SERVICES) {
            assertThatThrownBy(() -> Database.outside(environment))
                    .hasMessage("GATEHOUSE_DB_PASSWORD must be set when GATEHOUSE_DB_URL is");
            environment.put("GATEHOUSE_DB_PASSWORD_" + service.name(), PASSWORD);
        }

        assertThat(Database.outside(environment).passwordFor(Application.USERS)).isEqualTo(PASSWORD);
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db/{service}?options=, jdbc:postgresql://db/tasks?options=&socketTimeout=60",
        "jdbc:postgresql://db/{service}?socketTimeout=5&options=-c%20x=1,"
                + "jdbc:postgresql://db/tasks?socketTimeout=5&options=-c%20x=1",
        "jdbc:postgresql://db/x?socketTimeout=0&options=&currentSchema={service},"
                + "jdbc:postgresql://db/x?socketTimeout=0&options=&currentSchema=tasks",
        "jdbc:postgresql://db/{service}?socketTimeout=300,"
                + "jdbc:postgresql://db/tasks?socketTimeout=300&options=-c%20tcp_keepalives_idle=30"
                + "%20-c%20tcp_keepalives_interval=10%20-c%20tcp_keepalives_count=3%20-c%20tcp_user_timeout=60s"
                + "%20-c%20idle_in_transaction_session_timeout=5min"
    })
    void whatTheUrlSaysItselfStays(String url, String expected) throws Exception {
        Database database = Database.outside(
                Map.of("GATEHOUSE_DB_URL", url, "GATEHOUSE_DB_USER", "me", "GATEHOUSE_DB_PASSWORD", PASSWORD));

        assertThat(database.urlFor(Application.TASKS)).isEqualTo(expected);
    }

    @Test
    void aRealPostgresqlLetsGoOfWhoIsGone() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(1))
                .start()) {
            String url = "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres?currentSchema={service}";
            Database database = Database.outside(Map.of(
                    "GATEHOUSE_DB_URL", url, "GATEHOUSE_DB_USER", "postgres", "GATEHOUSE_DB_PASSWORD", "postgres"));
            try (Connection connection = DriverManager.getConnection(
                    database.urlFor(Application.TASKS),
                    database.userFor(Application.TASKS),
                    database.passwordFor(Application.TASKS))) {
                assertThat(setting(connection, "search_path")).isEqualTo("tasks");
                assertThat(setting(connection, "tcp_keepalives_idle")).isEqualTo("30");
                assertThat(setting(connection, "tcp_keepalives_interval")).isEqualTo("10");
                assertThat(setting(connection, "tcp_keepalives_count")).isEqualTo("3");
                assertThat(setting(connection, "tcp_user_timeout")).isEqualTo("60000");
                assertThat(setting(connection, "idle_in_transaction_session_timeout"))
                        .isEqualTo("5min");
                assertThat(setting(connection, "statement_timeout")).isEqualTo("55s");
            }
        }
    }

    private static String setting(Connection connection, String name) throws SQLException {
        try (ResultSet shown = connection.createStatement().executeQuery("show " + name)) {
            shown.next();
            return shown.getString(1);
        }
    }

    @Test
    void outsideIsRefusedWhenSomethingIsMissing() {
        assertThatThrownBy(() -> Database.outside(Map.of("GATEHOUSE_DB_URL", "jdbc:postgresql://db/gatehouse")))
                .hasMessageContaining("{service}");
        assertThatThrownBy(() -> Database.outside(Map.of("GATEHOUSE_DB_URL", "jdbc:oracle:{service}")))
                .hasMessageContaining("jdbc:postgresql:");
        assertThatThrownBy(() -> Database.outside(
                        Map.of("GATEHOUSE_DB_URL", "jdbc:postgresql://db/{service}", "GATEHOUSE_DB_USER", "me")))
                .hasMessage("GATEHOUSE_DB_PASSWORD must be set when GATEHOUSE_DB_URL is");
    }
}
