package io.gatehouse.services.database;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What the services send to the database while they do something, as its log has it. */
public final class StatementLog implements AutoCloseable {
    static final String OURS = "bench";

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Longer than events take to all who hear of them. */
    private static final int SETTLE_SECONDS = 2;

    private final Connection connection;
    private final Path file;
    private final Set<List<String>> idle = new HashSet<>();

    /** Something that makes services send statements. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }

    StatementLog(Connection connection, Path file) {
        this.connection = connection;
        this.file = file;
    }

    /** Learns what the services do when nobody asks for anything; call it while nobody does. */
    public void learnIdle(int seconds) throws Exception {
        for (Transaction transaction : all(() -> TimeUnit.SECONDS.sleep(seconds))) {
            idle.add(transaction.kind());
        }
    }

    /** The transactions that the work is the reason of. */
    public List<Transaction> during(Work work) throws Exception {
        return all(work).stream()
                .filter(transaction -> !idle.contains(transaction.kind()))
                .toList();
    }

    private List<Transaction> all(Work work) throws Exception {
        command("alter system set log_statement = 'all'");
        long from = file.toFile().length();
        try {
            work.run();
            TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
        } finally {
            command("alter system reset log_statement");
        }
        return Transaction.among(statements(from));
    }

    private void command(String command) throws SQLException, InterruptedException {
        try (java.sql.Statement statement = connection.createStatement()) {
            statement.execute(command);
            statement.execute("select pg_reload_conf()");
        }
        // Each connection hears of it by a signal, and the log is written by a process of its own.
        TimeUnit.MILLISECONDS.sleep(500);
    }

    private List<Statement> statements(long from) throws IOException {
        byte[] text;
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            log.seek(from);
            text = new byte[(int) (log.length() - from)];
            log.readFully(text);
        }
        List<Statement> statements = new ArrayList<>();
        for (String line : new String(text, StandardCharsets.UTF_8).lines().toList()) {
            JsonNode entry = JSON.readTree(line);
            if (!entry.path("application_name").asText().equals(OURS)) {
                Statement.of(entry).ifPresent(statements::add);
            }
        }
        return statements;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
