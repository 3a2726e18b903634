package io.gatehouse.system;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How long situations take that come in turns, and which of them can be told from the first.
 *
 * <p>Of each the differences to the first, turn by turn, have a median. How far that may be from zero by chance is seen
 * from the control, which is the same as the first: five times the standard error of a median whose differences are
 * spread as those of the control. That is no less than a twentieth of what the first takes and no more than 15 % of it,
 * however long or however little was measured.
 */
final class Times {
    static final double LEAST = 0.05;
    static final double MOST = 0.15;

    private static final double ERRORS = 5;
    /** Of a normal distribution: its standard deviation, by the median of what is away from its median. */
    private static final double DEVIATION = 1.4826;
    /** Of a normal distribution: the standard error of a median, by that of a mean. */
    private static final double OF_MEDIAN = Math.sqrt(Math.PI / 2);

    private final String first;
    private final String control;
    private final Map<String, List<Double>> taken = new LinkedHashMap<>();

    Times(String first, String control) {
        this.first = first;
        this.control = control;
    }

    /** In any unit, once in a turn. */
    void add(String situation, double time) {
        taken.computeIfAbsent(situation, any -> new ArrayList<>()).add(time);
    }

    /** The least difference that is seen, as a share of what the first takes; more turns make it less. */
    double seen() {
        return Math.min(MOST, Math.max(LEAST, chance()));
    }

    /** Whether more turns would show no smaller differences. */
    boolean areEnough() {
        return chance() <= LEAST;
    }

    /** Whether what is seen as a difference may be chance, for it is taken for no more than {@link #MOST}. */
    boolean areTooFew() {
        return chance() > MOST;
    }

    private double chance() {
        double[] differences = differences(control);
        double center = median(differences);
        double deviation = DEVIATION
                * median(Arrays.stream(differences)
                        .map(difference -> Math.abs(difference - center))
                        .toArray());
        return ERRORS * OF_MEDIAN * deviation / Math.sqrt(differences.length) / median(all(first));
    }

    /** How much longer each takes than the first, as a share of what that takes. */
    Map<String, Double> shares() {
        Map<String, Double> shares = new LinkedHashMap<>();
        taken.keySet().stream()
                .filter(name -> !name.equals(first))
                .forEach(name -> shares.put(name, median(differences(name)) / median(all(first))));
        return shares;
    }

    /** Those that can be told from the first. */
    List<String> different() {
        double seen = seen();
        return shares().entrySet().stream()
                .filter(share -> Math.abs(share.getValue()) > seen)
                .map(Map.Entry::getKey)
                .toList();
    }

    private double[] differences(String name) {
        double[] ofFirst = all(first);
        double[] all = all(name);
        return IntStream.range(0, all.length)
                .mapToDouble(i -> all[i] - ofFirst[i])
                .toArray();
    }

    private double[] all(String name) {
        return taken.getOrDefault(name, List.of()).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    private static double median(double[] values) {
        double[] sorted = DoubleStream.of(values).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    @Override
    public String toString() {
        return "%s takes %.3g; of %d turns, to be seen from %.1f %% on: %s"
                .formatted(first, median(all(first)), all(first).length, 100 * seen(), shares());
    }
}
