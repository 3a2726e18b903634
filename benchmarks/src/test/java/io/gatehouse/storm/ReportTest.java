package io.gatehouse.storm;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.config.ConfigException;
import io.gatehouse.gateway.config.ConfigReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportTest {
    private final Report report = new Report();

    @ParameterizedTest
    @CsvSource({
        "storm, stormy, 502 upstream-broken, true",
        "storm, stormy, broken off, true",
        "storm, stormy, 500 internal, false",
        "storm, steady, 502 upstream-broken, false",
        "storm, cached, 503 circuit-open, false",
        "after it, stormy, 503 circuit-open, false",
        "storm, stormy, WRONG: an answer that nobody gave to this request, false",
    })
    void onlyTheRouteWithBadWeatherIsExcusedAndOnlyInIt(String phase, String route, String outcome, boolean good) {
        Figures figures = new Figures();
        figures.count(Client.GOOD, 1_000_000);
        figures.count(outcome, 1_000_000);
        report.add(phase, route, figures);

        assertThat(report.isGood()).isEqualTo(good);
        assertThat(printed()).contains("| 2 | 50.00 % |", outcome + ": 1");
    }

    @Test
    void whatMustBeNothingIsAFaultWhenItIsSomething() {
        report.mustBeNothing("connections in use", 0);
        assertThat(report.isGood()).isTrue();

        report.mustBeNothing("connections in use", 2);
        assertThat(report.isGood()).isFalse();
        assertThat(printed()).contains("NOT EXCUSED: connections in use: 2");
    }

    @Test
    void whatMustBeSomeIsAFaultWhenThereIsNone() {
        report.mustBeSome("answers out of the cache", 12_345);
        assertThat(report.isGood()).isTrue();

        report.mustBeSome("answers out of the cache", 0);
        assertThat(report.isGood()).isFalse();
        assertThat(printed()).contains("answers out of the cache: 12,345", "NOT EXCUSED: no answers out of the cache");
    }

    @Test
    void aRouteThatNobodyAskedIsAFault() {
        report.add("calm", "steady", new Figures());

        assertThat(report.isGood()).isFalse();
    }

    @Test
    void percentilesAreATenthTooMuchAtTheMost() {
        Figures figures = new Figures();
        for (int millis = 1; millis <= 1_000; millis++) {
            figures.count(Client.GOOD, TimeUnit.MILLISECONDS.toNanos(millis));
        }

        assertThat(figures.percentile(0.5)).isBetween(500.0, 550.0);
        assertThat(figures.percentile(0.99)).isBetween(990.0, 1_090.0);
        assertThat(new Figures().percentile(0.99)).isZero();
    }

    @Test
    void theGatewayTakesTheRoutesOfTheStorm() throws ConfigException {
        assertThat(ConfigReader.read("storm", Routes.text(19_200), name -> Optional.of("keys"))
                        .routes())
                .hasSize(5);
    }

    private String printed() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        report.print(new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }
}
