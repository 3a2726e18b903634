package io.gatehouse.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.ServiceClient;
import java.net.URI;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What the server tells about orders as metrics. */
interface CountingOrders extends Situation {
    @Test
    default void countsWhatBecomesOfOrders() throws Exception {
        double placed = outcome("placed");
        double confirmed = outcome("confirmed");
        double cancelled = outcome("cancelled");
        double rejected = outcome("rejected");
        double timedOut = outcome("timed_out");

        String order = confirmed();
        anna().post(order + "/cancel", "");
        anna().post(order + "/cancel", "");
        stock("StockRejected", placed(), "OUT_OF_STOCK");
        Situation.await(() -> outcome("rejected") == rejected + 1);
        placed();
        theTimeOfOpenOrdersIsOver();

        Situation.await(() -> outcome("timed_out") >= timedOut + 1);
        assertThat(outcome("placed")).isEqualTo(placed + 3);
        assertThat(outcome("confirmed")).isEqualTo(confirmed + 1);
        assertThat(outcome("cancelled")).isEqualTo(cancelled + 1);
    }

    @Test
    default void tellsHowManyOrdersAreOpenAndHowLongTheOldestHasWaited() throws Exception {
        placed();

        Situation.await(() -> metric("gatehouse_orders_open") >= 1);
        Situation.await(() -> metric("gatehouse_orders_oldest_open_seconds") > 1);
        theTimeOfOpenOrdersIsOver();
        Situation.await(() -> metric("gatehouse_orders_open") == 0);
        assertThat(metric("gatehouse_orders_oldest_open_seconds")).isZero();
    }

    private double outcome(String outcome) throws Exception {
        return metric("gatehouse_orders_total", "outcome=\"" + outcome + "\"");
    }

    /** The sum of a metric's samples whose labels have all these. */
    private double metric(String name, String... labels) throws Exception {
        String server = URI.create(anna().base()).resolve("/").toString();
        return new ServiceClient(server, "")
                .get("metrics?scope=application")
                .response()
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> Arrays.stream(labels).allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
