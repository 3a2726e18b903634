package io.gatehouse.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Starts Gatehouse; exit code 2 and one line if the user has something to put right first. */
public final class Main {

    private static final int FAILED = 1;
    private static final int CANNOT_START = 2;

    private Main() {}

    /** Takes the options of {@code bin/run}; the system property gatehouse.home is where {@code data/} is by default. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), new Console(System.out, System.err)));
    }

    private static int run(List<String> arguments, Console console) {
        try {
            Path home = Path.of(System.getProperty("gatehouse.home", "")).toAbsolutePath();
            return new Launch(Options.parse(arguments, home), System.getenv(), console).run();
        } catch (CannotStartException e) {
            console.complain(e.line());
            return CANNOT_START;
        } catch (IOException e) {
            console.complain("Gatehouse cannot start: " + e);
            return FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }
}
