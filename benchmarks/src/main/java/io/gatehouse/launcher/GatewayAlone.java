package io.gatehouse.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Says how {@code bin/run --apart} would start the gateway, for a comparison that starts it alone: same server, same
 * JVM options, same listener. Writes the files that the server reads at its start.
 */
public final class GatewayAlone {
    private GatewayAlone() {}

    /**
     * Takes the port, the one after which is the internal listener's, the data directory, and options of
     * {@code bin/run}; prints arguments for {@code env}, each with a NUL behind it.
     *
     * @throws CannotStartException when the data directory is in use
     */
    public static void main(String[] arguments) throws CannotStartException, IOException, InterruptedException {
        print(arguments[0], arguments[1], List.of(arguments).subList(2, arguments.length), System.out);
    }

    static void print(String port, String directory, List<String> options, PrintStream out)
            throws CannotStartException, IOException, InterruptedException {
        words(port, directory, options).forEach(word -> out.print(word + "\0"));
        out.flush();
    }

    /**
     * What {@link #main} prints: environment as {@code NAME=VALUE}, then the command.
     *
     * @throws CannotStartException when the data directory is in use
     */
    public static List<String> words(String port, String directory)
            throws CannotStartException, IOException, InterruptedException {
        return words(port, directory, List.of());
    }

    private static List<String> words(String port, String directory, List<String> options)
            throws CannotStartException, IOException, InterruptedException {
        try (DataDirectory data = DataDirectory.open(Path.of(directory).toAbsolutePath())) {
            data.awaitLeftovers();
            ProcessSpec gateway = gateway(Options.parse(options, data.root()), Integer.parseInt(port), data);
            List<String> words = new ArrayList<>();
            for (Map.Entry<String, String> variable : gateway.environment().entrySet()) {
                words.add(variable.getKey() + "=" + variable.getValue());
            }
            words.addAll(gateway.command());
            return words;
        }
    }

    /** The gateway is alone in the last group: it starts after all others. */
    private static ProcessSpec gateway(Options options, int port, DataDirectory data)
            throws CannotStartException, IOException {
        Map<String, String> outsideBroker = Map.of("GATEHOUSE_BROKER_URL", "tcp://" + Ports.LOOPBACK + ":1");
        Installation installation = new Installation(
                Distribution.own(),
                data,
                data.file("keys"),
                new Ports(Ports.LOOPBACK, port, true),
                Database.inFiles(data.file("db"), "unused"),
                Broker.outside(outsideBroker),
                "bench",
                new AdminPassword(null, false, false),
                options.collector());
        List<List<ProcessSpec>> groups = new Plan(installation).groups();
        return groups.get(groups.size() - 1).get(0);
    }
}
