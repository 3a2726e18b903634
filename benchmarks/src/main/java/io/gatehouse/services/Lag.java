package io.gatehouse.services;

import io.gatehouse.services.shop.Api;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The outboxes of orders and products, looked at once a second. */
final class Lag implements AutoCloseable {
    private static final List<String> SERVICES = List.of("orders", "products");
    private static final String SECONDS = "gatehouse_outbox_lag_seconds";
    /** The server counts every so many seconds; in between, what waited then seems to grow older. */
    private static final double COUNTED_EVERY = 5;

    private static final String PENDING = "gatehouse_outbox_pending";

    /** What one look showed: of both services the worse lag, and all events that wait. */
    record Sample(double seconds, double pending) {
        static Sample of(String metrics) {
            double seconds = 0;
            double pending = 0;
            for (String service : SERVICES) {
                seconds = Math.max(seconds, gauge(metrics, SECONDS, service));
                pending += gauge(metrics, PENDING, service);
            }
            return new Sample(seconds, pending);
        }

        private static double gauge(String metrics, String name, String service) {
            Matcher line = Pattern.compile("(?m)^" + name + "\\{[^}]*service=\"" + service + "\"[^}]*\\} (\\S+)$")
                    .matcher(metrics);
            if (!line.find()) {
                throw new IllegalStateException("the server does not tell " + name + " of " + service);
            }
            return Double.parseDouble(line.group(1));
        }
    }

    private final Api api;
    private final List<Sample> samples = new ArrayList<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    /** Begins to look. */
    Lag(Api api) {
        this.api = api;
        var unused = clock.scheduleAtFixedRate(this::look, 1, 1, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            add(Sample.of(api.metrics()));
        } catch (IOException unanswered) {
            // Counted as a look that is missing: see line().
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void add(Sample sample) {
        samples.add(sample);
    }

    /** Ends looking. */
    @Override
    public void close() {
        clock.shutdownNow();
    }

    /** The maximum, and whether it grows. */
    synchronized String line() {
        return line(samples);
    }

    static String line(List<Sample> samples) {
        return String.format(
                Locale.ROOT,
                "outbox of orders and products, %d looks: lag at most %.1f s, %s; at most %.0f events wait, %s",
                samples.size(),
                max(samples, Sample::seconds),
                grows(samples, Sample::seconds, COUNTED_EVERY) ? "and it GROWS" : "it does not grow",
                max(samples, Sample::pending),
                grows(samples, Sample::pending, 100) ? "and they GROW" : "they do not grow");
    }

    private static double max(List<Sample> samples, ToDoubleFunction<Sample> figure) {
        return samples.stream().mapToDouble(figure).max().orElse(Double.NaN);
    }

    /** Whether the mean of the last third is more than twice that of the first, and more than a trifle above it. */
    static boolean grows(List<Sample> samples, ToDoubleFunction<Sample> figure, double trifle) {
        int third = samples.size() / 3;
        double first = mean(samples.subList(0, third), figure);
        double last = mean(samples.subList(samples.size() - third, samples.size()), figure);
        return last > 2 * first + trifle;
    }

    private static double mean(List<Sample> samples, ToDoubleFunction<Sample> figure) {
        return samples.stream().mapToDouble(figure).average().orElse(0);
    }
}
