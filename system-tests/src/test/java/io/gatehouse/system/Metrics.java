package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.system.Client.Answer;
import java.net.URI;
import java.util.Arrays;

/** What an instance counts and measures, as Prometheus would read it. */
final class Metrics {
    private Metrics() {}

    /** The sum of a metric's samples that have all the labels, like {@code service="orders"}; 0 when there is none. */
    static double sum(Product instance, String name, String... labels) {
        Answer answer = Client.anonymous(instance)
                .get(URI.create("http://127.0.0.1:" + (instance.port() + 1) + "/metrics?scope=application"));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.http()
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> Arrays.stream(labels).allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
