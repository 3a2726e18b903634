package io.gatehouse.storm;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What is printed in the end, and whether it is good. */
final class Report {
    /** What the gateway may say of an upstream in a storm. */
    private static final Set<String> EXCUSED = Set.of(
            Client.GOOD,
            Client.CUT,
            "500 of the upstream",
            "503 of the upstream",
            "502 upstream-broken",
            "503 upstream-unreachable",
            "503 circuit-open",
            "503 bulkhead-full",
            "503 no-healthy-instance",
            "504 upstream-timeout",
            "504 upstream-connect-timeout");

    private final List<String> rows = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final Map<Weather, Integer> weathers = new EnumMap<>(Weather.class);

    void weather(Weather one) {
        weathers.merge(one, 1, Integer::sum);
    }

    /** Only a route whose upstream has bad weather may fail, and only while it has. */
    void add(String phase, String route, Figures figures) {
        boolean rough = phase.equals("storm") && route.equals("stormy");
        figures.outcomes().forEach((outcome, count) -> {
            if (!(rough ? EXCUSED.contains(outcome) : outcome.equals(Client.GOOD))) {
                faults.add(phase + ", " + route + ": " + count + " × " + outcome);
            }
        });
        if (figures.all() == 0) {
            faults.add(phase + ", " + route + ": nothing was asked");
        }
        String rest = figures.outcomes().entrySet().stream()
                .filter(entry -> !entry.getKey().equals(Client.GOOD))
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining(", "));
        rows.add(String.format(
                Locale.ROOT,
                "| %s | %s | %,d | %.2f %% | %.1f | %.1f | %s |",
                phase,
                route,
                figures.all(),
                100.0 * figures.of(Client.GOOD) / Math.max(1, figures.all()),
                figures.percentile(0.5),
                figures.percentile(0.99),
                rest));
    }

    void memory(String when, GatewayProcess gateway) throws IOException, InterruptedException {
        notes.add(String.format(
                Locale.ROOT,
                "%s: %.0f MB of heap used, %d MB resident, %.0f threads",
                when,
                gateway.metric("base", "memory_usedHeap_bytes") / 1e6,
                gateway.resident(),
                gateway.metric("base", "thread_count")));
    }

    void mustBeNothing(String what, double count) {
        notes.add(String.format(Locale.ROOT, "%s: %.0f", what, count));
        if (count != 0) {
            faults.add(what + ": " + count);
        }
    }

    void mustBeSome(String what, double count) {
        notes.add(String.format(Locale.ROOT, "%s: %,.0f", what, count));
        if (count == 0) {
            faults.add("no " + what);
        }
    }

    boolean isGood() {
        return faults.isEmpty();
    }

    void print(PrintStream out) {
        out.println("| phase | route | requests | good | p50 ms | p99 ms | not good |");
        out.println("|---|---|--:|--:|--:|--:|---|");
        rows.forEach(out::println);
        out.println();
        out.println("Weather of the stormy instances, by changes: " + weathers);
        notes.forEach(out::println);
        faults.forEach(fault -> out.println("NOT EXCUSED: " + fault));
        out.flush();
    }
}
