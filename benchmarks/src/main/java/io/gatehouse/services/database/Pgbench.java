package io.gatehouse.services.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The database alone under load. */
public final class Pgbench {
    private static final Pattern DONE = Pattern.compile("number of transactions actually processed: (\\d+)");
    private static final Pattern RATE = Pattern.compile("tps = ([\\d.]+)");

    private final Tools tools;
    private final Path directory;
    private final int port;
    private final String password;

    Pgbench(Tools tools, Path directory, int port, String password) {
        this.tools = tools;
        this.directory = directory;
        this.port = port;
        this.password = password;
    }

    /** What a run came to: how often the script ran, how often a second, and how long each time took. */
    public record Run(long scripts, double perSecond, Latencies latencies) {}

    /** Runs the scripts, one drawn each time; fails when a statement does. */
    public Run run(String name, List<Script> scripts, int connections, int seconds)
            throws IOException, InterruptedException {
        Path own = Files.createDirectories(directory.resolve("pgbench-" + name));
        List<String> arguments = new ArrayList<>(List.of(
                "-n",
                "-M",
                "prepared",
                "-c",
                Integer.toString(connections),
                "-j",
                Integer.toString(Math.min(2, connections)),
                "-T",
                Integer.toString(seconds),
                "-l",
                "--log-prefix=" + own.resolve("times"),
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(port),
                "-U",
                Postgres.USER));
        for (int i = 0; i < scripts.size(); i++) {
            Path file = own.resolve("script" + i + ".sql");
            Files.writeString(file, scripts.get(i).text());
            arguments.addAll(List.of("-f", file.toString()));
        }
        arguments.add(Postgres.DATABASE);
        ProcessBuilder program = tools.program("pgbench", arguments);
        program.environment().put("PGPASSWORD", password);
        Path output = own.resolve("output");
        int code = program.redirectOutput(output.toFile()).start().waitFor();
        String said = Files.readString(output);
        if (code != 0) {
            throw new IOException("pgbench failed with what the product sends for " + name + "; see " + output);
        }
        return new Run((long) figure(DONE, said), figure(RATE, said), times(own));
    }

    static double figure(Pattern pattern, String said) throws IOException {
        Matcher found = pattern.matcher(said);
        if (!found.find()) {
            throw new IOException("pgbench says nothing like " + pattern + ": " + said);
        }
        return Double.parseDouble(found.group(1));
    }

    private static Latencies times(Path directory) throws IOException {
        Latencies latencies = new Latencies();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(one -> one.getFileName().toString().startsWith("times"))
                    .toList()) {
                for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
                    // client, transaction, time in microseconds, and more
                    latencies.add(Long.parseLong(line.split(" ", -1)[2]));
                }
            }
        }
        return latencies;
    }
}
