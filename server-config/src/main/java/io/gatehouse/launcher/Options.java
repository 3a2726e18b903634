package io.gatehouse.launcher;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/**
 * The command line.
 *
 * @param port of the gateway; the ports after it are ours too
 * @param host the gateway's address
 * @param data absolute directory for everything that is kept
 * @param apart one process for each application instead of one for all
 * @param collector of the process with the gateway
 */
record Options(int port, String host, Path data, boolean apart, Collector collector) {

    private static final int HIGHEST_PORT = 65535 - Ports.COUNT + 1;

    /** Reads the arguments; a relative directory is below the working directory. */
    static Options parse(List<String> arguments, Path home) throws CannotStartException {
        int port = 8080;
        String host = "127.0.0.1";
        Path data = home.resolve("data");
        boolean apart = false;
        Collector collector = Collector.CHEAP;
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            switch (option) {
                case "--port" -> port = port(value(option, rest));
                case "--host" -> host = value(option, rest);
                case "--data" -> data = directory(value(option, rest));
                case "--apart" -> apart = true;
                case "--short-pauses" -> collector = Collector.shortPauses();
                default -> throw new CannotStartException("Unknown option " + option + "; try bin/run --help");
            }
        }
        return new Options(port, host, data, apart, collector);
    }

    private static String value(String option, Iterator<String> rest) throws CannotStartException {
        if (!rest.hasNext()) {
            throw new CannotStartException(option + " needs a value; try bin/run --help");
        }
        return rest.next();
    }

    private static int port(String value) throws CannotStartException {
        try {
            int port = Integer.parseInt(value);
            if (port >= 1 && port <= HIGHEST_PORT) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // answered below, like a number out of range
        }
        throw new CannotStartException("--port must be a number from 1 to " + HIGHEST_PORT + ", but is " + value);
    }

    private static Path directory(String value) throws CannotStartException {
        try {
            return Path.of(value).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new CannotStartException("--data is not a directory name: " + e.getMessage());
        }
    }
}
