package io.gatehouse.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a service sends to the database because of one request, as the database's own log has it ({@code log_statement}).
 * A statement is logged before it is executed, so all that an answer took stands before a mark that is set after it.
 *
 * <p>Not counted are transactions that had begun before the request, those of other services and instances, and those
 * that a commit is the cause of. What a service does every so often falls into the moment of a request now and then, but
 * not into each of several: the fewest are those of the request alone.
 */
final class StatementLog implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern MESSAGE =
            Pattern.compile("(?:execute (?!fetch from)[^:]*|statement): (.*)", Pattern.DOTALL);
    /** An empty one is how the pool asks whether a connection is alive; the others are its first words. */
    private static final Pattern OF_THE_CONNECTION = Pattern.compile("(?i)(?:(?:set|show)\\b.*)?", Pattern.DOTALL);

    private static final Pattern BEGINNING = Pattern.compile("(?i)begin\\b.*", Pattern.DOTALL);
    private static final Pattern END = Pattern.compile("(?i)(?:commit|rollback)\\b.*", Pattern.DOTALL);
    /** The relay, consumers, and the live feed. */
    private static final Pattern OF_A_COMMIT = Pattern.compile(
            "\\b(?:outbox_relay|into inbox|feed_position)\\b|feed_number is null|set feed_number|feed_number ?>",
            Pattern.CASE_INSENSITIVE);

    private static final int TURNS = 10;
    private static final Duration UNTIL_ALL_HAVE_HEARD = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Connection connection;
    private final Path file;
    private final Queue<JsonNode> unread = new ArrayDeque<>();
    private final Map<Long, Transaction> open = new HashMap<>();
    private long position;
    private int turn;

    /**
     * Statements that end together; one alone, when there is no transaction.
     *
     * @param turn in which it has begun
     */
    private record Transaction(String application, int turn, List<String> statements) {}

    private StatementLog(Connection connection, Path file) {
        this.connection = connection;
        this.file = file;
        this.position = file.toFile().length();
    }

    /** Lets the database log statements until this is closed. */
    static StatementLog of(OutsideDatabase database) {
        try {
            StatementLog log = new StatementLog(database.connect(), database.log());
            log.change("alter system set log_statement = 'all'");
            log.awaitStatements();
            Client.pause(UNTIL_ALL_HAVE_HEARD);
            return log;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /**
     * The statements of one request, without {@code BEGIN} and {@code COMMIT}: the fewest of some turns.
     *
     * @param application what the database calls the service
     * @param wanted so many are enough turns
     * @param requests makes what is asked for in one turn, and gives what asks for it
     */
    List<String> fewest(String application, int wanted, Supplier<Runnable> requests) {
        List<String> fewest = during(application, requests.get());
        for (int more = 1; more < TURNS && fewest.size() != wanted; more++) {
            List<String> sent = during(application, requests.get());
            fewest = sent.size() < fewest.size() ? sent : fewest;
        }
        return fewest;
    }

    private List<String> during(String application, Runnable request) {
        ended();
        turn++;
        request.run();
        return ended().stream()
                .filter(transaction -> transaction.application.equals(application))
                .filter(transaction -> transaction.turn == turn)
                .map(Transaction::statements)
                .filter(statements -> statements.stream().noneMatch(OF_A_COMMIT.asPredicate()))
                .flatMap(List::stream)
                .toList();
    }

    /** The transactions that have ended since this was asked before. */
    private List<Transaction> ended() {
        String mark = "select '" + UUID.randomUUID() + "'";
        execute(mark);
        List<Transaction> ended = new ArrayList<>();
        for (JsonNode line = next(); true; line = next()) {
            Matcher message = MESSAGE.matcher(line.path("message").asText());
            if (message.matches()) {
                String statement = message.group(1).strip();
                if (statement.equals(mark)) {
                    return ended;
                }
                add(line, statement, ended);
            }
        }
    }

    private void add(JsonNode line, String statement, List<Transaction> ended) {
        long process = line.path("pid").asLong();
        String application = line.path("application_name").asText();
        Transaction begun = open.get(process);
        if (BEGINNING.matcher(statement).matches()) {
            open.put(process, new Transaction(application, turn, new ArrayList<>()));
        } else if (END.matcher(statement).matches()) {
            open.remove(process);
            if (begun != null) {
                ended.add(begun);
            }
        } else if (!OF_THE_CONNECTION.matcher(statement).matches()) {
            if (begun == null) {
                ended.add(new Transaction(application, turn, List.of(statement)));
            } else {
                begun.statements.add(statement);
            }
        }
    }

    /** Returns when this connection has heard that statements are logged; the others are told at the same time. */
    private void awaitStatements() {
        String mark = "select '" + UUID.randomUUID() + "'";
        long latest = System.nanoTime() + PATIENCE.toNanos();
        while (unread.stream().noneMatch(line -> line.path("message").asText().endsWith(mark))) {
            assertInTime(latest);
            execute(mark);
            Client.pause(Duration.ofMillis(50));
            read();
        }
    }

    private void assertInTime(long latest) {
        if (System.nanoTime() > latest) {
            throw new AssertionError("PostgreSQL logs no statements in " + file);
        }
    }

    /** The next line, when it is there. */
    private JsonNode next() {
        long latest = System.nanoTime() + PATIENCE.toNanos();
        while (unread.isEmpty()) {
            assertInTime(latest);
            read();
            if (unread.isEmpty()) {
                Client.pause(Duration.ofMillis(5));
            }
        }
        return unread.remove();
    }

    private void read() {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[(int) (log.length() - position)];
            log.seek(position);
            log.readFully(bytes);
            int complete = bytes.length;
            while (complete > 0 && bytes[complete - 1] != '\n') {
                complete--;
            }
            position += complete;
            for (String line : new String(bytes, 0, complete, StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                unread.add(JSON.readTree(line));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void change(String setting) {
        execute(setting);
        execute("select pg_reload_conf()");
    }

    private void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    @Override
    public void close() {
        try (connection) {
            change("alter system reset log_statement");
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
