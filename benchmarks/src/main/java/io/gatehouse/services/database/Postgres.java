package io.gatehouse.services.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL with an empty database and the settings that it comes with, on this machine only. */
public final class Postgres implements AutoCloseable {
    public static final String USER = "gatehouse";
    static final String DATABASE = "postgres";

    private static final int PATIENCE_SECONDS = 60;
    /** Commit times tell when an order was confirmed. The compiler of expressions gains nothing with statements as short as these. */
    private static final Map<String, String> OPTIONS = Map.of(
            "listen_addresses", "127.0.0.1",
            "unix_socket_directories", "",
            "jit", "off",
            "track_commit_timestamp", "on",
            "logging_collector", "on",
            "log_destination", "jsonlog",
            "log_directory", "log",
            "log_filename", "postgresql.log",
            "log_rotation_age", "0",
            "log_rotation_size", "0");

    private final Tools tools;
    private final Path data;
    private final int port;
    private final String password;
    private final Process process;

    private Postgres(Tools tools, Path data, int port, String password, Process process) {
        this.tools = tools;
        this.data = data;
        this.port = port;
        this.password = password;
        this.process = process;
    }

    /** Makes a database below the directory, in which there is none, and waits until it answers. */
    public static Postgres start(Tools tools, Path directory, int port)
            throws IOException, InterruptedException, MissingException {
        Path data = directory.resolve("data");
        Path log = directory.resolve("postgres.log");
        String password = UUID.randomUUID().toString();
        initialise(tools, data, log, password);
        List<String> arguments = new ArrayList<>(List.of("-D", data.toString(), "-p", Integer.toString(port)));
        OPTIONS.forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
        Process process = tools.program("postgres", arguments)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        Postgres postgres = new Postgres(tools, data, port, password, process);
        try {
            postgres.awaitAnswer(log);
        } catch (MissingException | InterruptedException failed) {
            postgres.close();
            throw failed;
        }
        return postgres;
    }

    private static void initialise(Tools tools, Path data, Path log, String password)
            throws IOException, InterruptedException, MissingException {
        Path secret = data.resolveSibling("secret");
        Files.createFile(secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(secret, password);
        List<String> arguments = List.of(
                "-D",
                data.toString(),
                "-U",
                USER,
                "-A",
                "scram-sha-256",
                "-E",
                "UTF8",
                "--locale=C",
                "--pwfile",
                secret.toString());
        int code = tools.program("initdb", arguments)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        Files.delete(secret);
        if (code != 0) {
            throw new MissingException("PostgreSQL cannot make a database; see " + log);
        }
    }

    private void awaitAnswer(Path log) throws InterruptedException, MissingException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < end && process.isAlive()) {
            try {
                connect().close();
                return;
            } catch (SQLException notYet) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        throw new MissingException("PostgreSQL does not start; see " + log);
    }

    /** For the caller alone, who is left out of the log of statements. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url() + "?ApplicationName=" + StatementLog.OURS, USER, password);
    }

    /** The log of statements; it is empty as long as nobody asks for it. */
    public StatementLog statements() throws SQLException {
        return new StatementLog(connect(), data.resolve("log/postgresql.json"));
    }

    /** Runs pgbench against it. */
    public Pgbench pgbench(Path directory) {
        return new Pgbench(tools, directory, port, password);
    }

    /** What makes the product use this: a schema for each service, whose name is on its connections. */
    public Map<String, String> environment() {
        return Map.of(
                "GATEHOUSE_DB_URL", url() + "?currentSchema={service}&ApplicationName={service}",
                "GATEHOUSE_DB_USER", USER,
                "GATEHOUSE_DB_PASSWORD", password);
    }

    private String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
    }

    public long pid() {
        return process.pid();
    }

    /** SIGINT: a fast shutdown, whoever is connected. */
    @Override
    public void close() {
        if (!process.isAlive()) {
            return;
        }
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException noKill) {
            process.destroyForcibly();
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
