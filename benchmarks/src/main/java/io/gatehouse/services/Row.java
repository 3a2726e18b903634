package io.gatehouse.services;

import io.gatehouse.services.database.Latencies;
import io.gatehouse.services.database.Pgbench;
import java.util.List;
import java.util.Locale;

/**
 * One line of the table.
 *
 * @param product what the product came to
 * @param alone what the database came to without it
 * @param statements that one request of the product makes
 */
record Row(Figures product, Figures alone, int statements) {
    static final List<String> COLUMNS = List.of(
            "scenario",
            "connections",
            "requests",
            "errors",
            "per_s",
            "p50_ms",
            "p99_ms",
            "server_cpu_us",
            "database_cpu_us",
            "alone_per_s",
            "alone_p50_ms",
            "alone_p99_ms",
            "alone_cpu_us",
            "statements");

    /**
     * Times are in milliseconds, CPU time in microseconds for each request.
     *
     * @param connections of the client
     * @param serverCpu of gateway and services; 0 where there are none
     */
    record Figures(
            String name,
            int connections,
            long requests,
            long errors,
            double perSecond,
            double p50,
            double p99,
            double serverCpu,
            double databaseCpu) {

        static Figures of(String name, int connections, Wrk.Load load, Spent spent) {
            return new Figures(
                    name,
                    connections,
                    load.good(),
                    load.errors(),
                    load.perSecond(),
                    load.p50(),
                    load.p99(),
                    spent.server() / Math.max(1, load.good()),
                    spent.database() / Math.max(1, load.good()));
        }

        static Figures of(
                String name,
                int connections,
                long requests,
                long errors,
                double perSecond,
                Latencies took,
                Spent spent) {
            return new Figures(
                    name,
                    connections,
                    requests,
                    errors,
                    perSecond,
                    took.percentile(0.5),
                    took.percentile(0.99),
                    spent.server() / Math.max(1, requests),
                    spent.database() / Math.max(1, requests));
        }

        static Figures alone(String name, int connections, Pgbench.Run run, Spent spent) {
            return of(name, connections, run.scripts(), 0, run.perSecond(), run.latencies(), spent);
        }
    }

    /** CPU time in microseconds over a whole load. */
    record Spent(double server, double database) {}

    /** How many times the CPU time of the database alone everything together took. */
    double times() {
        return (product.serverCpu() + product.databaseCpu()) / alone.databaseCpu();
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "| `%s` | %d | %,.1f | %.1f | %.1f | %,.0f | %,.0f | %d | %,.1f | %.1f | %.1f | %,.0f | %.1f | %.1f | %d |",
                product.name(),
                product.connections(),
                product.perSecond(),
                product.p50(),
                product.p99(),
                product.serverCpu(),
                product.databaseCpu(),
                statements,
                alone.perSecond(),
                alone.p50(),
                alone.p99(),
                alone.databaseCpu(),
                product.p50() / alone.p50(),
                times(),
                product.errors());
    }

    /** Tabs between the values, in the order of {@link #COLUMNS}. */
    String values() {
        return String.format(
                Locale.ROOT,
                "%s\t%d\t%d\t%d\t%.2f\t%.3f\t%.3f\t%.1f\t%.1f\t%.2f\t%.3f\t%.3f\t%.1f\t%d",
                product.name(),
                product.connections(),
                product.requests(),
                product.errors(),
                product.perSecond(),
                product.p50(),
                product.p99(),
                product.serverCpu(),
                product.databaseCpu(),
                alone.perSecond(),
                alone.p50(),
                alone.p99(),
                alone.databaseCpu(),
                statements);
    }
}
