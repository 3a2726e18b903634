package io.gatehouse.gateway.cli;

import java.util.List;

/** Where {@code bin/gatehouse} begins. */
public final class Main {
    private Main() {}

    /** Ends with 0 when all is well, 1 when something failed, and 2 when what was given is wrong. */
    public static void main(String[] arguments) {
        Environment environment = new Environment(System.getenv());
        System.exit(new CommandLine(System.out, System.err, environment::value).run(List.of(arguments)));
    }
}
