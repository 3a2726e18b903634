package io.gatehouse.services;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the turns came to: the cost of credentials is what a request takes more with them than without, round by round. */
final class Costs {
    static final List<String> COLUMNS =
            List.of("credentials", "requests", "errors", "per_s", "server_cpu_us", "verifications");

    /** In a turn some requests are under way, and not answered, when it ends. */
    private static final double NEARLY_ALL = 0.99;

    private static final double NEARLY_NONE = 0.001;

    /**
     * One turn.
     *
     * @param cpu microseconds a request
     * @param verifications how often the server was asked about a token
     */
    record Turn(Credentials brought, Wrk.Load load, double cpu, long verifications) {
        /** Whether the service knew what it should, and nothing else. */
        private boolean isAsMeant() {
            return brought.areVerified()
                    ? verifications >= NEARLY_ALL * load.good()
                    : verifications <= NEARLY_NONE * load.good();
        }

        private Stream<String> faults() {
            Stream<String> errors =
                    load.errors() == 0 ? Stream.of() : Stream.of(brought.words() + ": " + load.errors() + " errors");
            Stream<String> verified = isAsMeant()
                    ? Stream.of()
                    : Stream.of(brought.words() + ": " + load.good() + " requests, and the server was asked "
                            + verifications + " times about a token");
            return Stream.concat(errors, verified);
        }

        private String values() {
            return String.format(
                    Locale.ROOT,
                    "%s\t%d\t%d\t%.2f\t%.1f\t%d",
                    brought,
                    load.good(),
                    load.errors(),
                    load.perSecond(),
                    cpu,
                    verifications);
        }
    }

    private final List<Turn> turns = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** The turns of a round come one after the other. */
    void add(Turn turn) {
        turns.add(turn);
    }

    void note(String line) {
        notes.add(line);
    }

    boolean isGood() {
        return turns.stream().flatMap(Turn::faults).findAny().isEmpty();
    }

    void print(PrintStream out) {
        out.println();
        out.println("| a request with | per s | CPU us | of it for the token | verified |");
        out.println("|---|--:|--:|--:|--:|");
        for (Credentials brought : Credentials.values()) {
            out.println(line(brought));
        }
        out.println();
        notes.forEach(out::println);
        turns.stream().flatMap(Turn::faults).forEach(fault -> out.println("NOT GOOD: " + fault));
        out.flush();
    }

    /** One of each turn, in the order of {@link #COLUMNS}. */
    Stream<String> rows() {
        return turns.stream().map(Turn::values);
    }

    private String line(Credentials brought) {
        List<Turn> measured = of(brought);
        List<Turn> without = of(Credentials.NONE);
        String more = spread(IntStream.range(0, measured.size())
                .mapToDouble(
                        round -> measured.get(round).cpu() - without.get(round).cpu())
                .toArray());
        return String.format(
                Locale.ROOT,
                "| %s | %,.0f | %s | %s | %.1f %% |",
                brought.words(),
                median(sorted(measured, turn -> turn.load().perSecond())),
                spread(sorted(measured, Turn::cpu)),
                brought == Credentials.NONE ? "" : more,
                100
                        * sum(measured, Turn::verifications)
                        / sum(measured, turn -> turn.load().good()));
    }

    private List<Turn> of(Credentials brought) {
        return turns.stream().filter(turn -> turn.brought() == brought).toList();
    }

    private static double sum(List<Turn> turns, ToDoubleFunction<Turn> figure) {
        return turns.stream().mapToDouble(figure).sum();
    }

    private static double[] sorted(List<Turn> turns, ToDoubleFunction<Turn> figure) {
        return turns.stream().mapToDouble(figure).sorted().toArray();
    }

    /** The median, in brackets the least and the most. */
    static String spread(double... figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        return String.format(Locale.ROOT, "%,.1f (%,.1f–%,.1f)", median(sorted), sorted[0], sorted[sorted.length - 1]);
    }

    private static double median(double... sorted) {
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
