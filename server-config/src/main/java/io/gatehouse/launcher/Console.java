package io.gatehouse.launcher;

import java.io.PrintStream;
import java.time.Duration;

/** The only class that prints. */
final class Console {

    private final PrintStream out;
    private final PrintStream err;
    private final long start = System.nanoTime();

    Console(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    void say(String line) {
        out.println(line);
        out.flush();
    }

    /** A step on the way, with the time since the start. */
    void progress(String step) {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        say("%4d s  %s".formatted(elapsed.toSeconds(), step));
    }

    void complain(String line) {
        err.println(line);
        err.flush();
    }
}
