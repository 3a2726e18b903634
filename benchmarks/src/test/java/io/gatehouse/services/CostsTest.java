package io.gatehouse.services;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.services.Costs.Turn;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CostsTest {
    private final Costs costs = new Costs();

    @Test
    void aTokenCostsWhatARequestOfItsRoundTakesMoreWithIt() {
        round(100, 130, 140, 1_100);
        round(200, 210, 260, 1_000);
        round(110, 130, 120, 1_111);
        costs.note("2 processors");

        assertThat(printed())
                .containsSubsequence(
                        "| no token | 1,000 | 110.0 (100.0–200.0) |  | 0.0 % |",
                        "| one token | 1,000 | 130.0 (130.0–210.0) | 20.0 (10.0–30.0) | 0.0 % |",
                        "| 1,000 tokens in turn | 1,000 | 140.0 (120.0–260.0) | 40.0 (10.0–60.0) | 0.0 % |",
                        "| a token never seen before | 1,000 | 1,100.0 (1,000.0–1,111.0)"
                                + " | 1,000.0 (800.0–1,001.0) | 100.1 % |",
                        "2 processors");
        assertThat(costs.isGood()).isTrue();
    }

    @Test
    void everyLineHasAsManyCellsAsTheHead() {
        round(100, 130, 140, 1_100);

        assertThat(printed().lines().filter(line -> line.startsWith("|")))
                .hasSize(6)
                .extracting(line -> line.chars().filter(each -> each == '|').count())
                .containsOnly(6L);
    }

    @Test
    void ofAnEvenNumberOfRoundsTheMedianIsBetweenTheTwoInTheMiddle() {
        assertThat(Costs.spread(4, 1, 3, 2)).isEqualTo("2.5 (1.0–4.0)");
    }

    @Test
    void itIsNotGoodWhenATokenThatTheServiceShouldKnowIsVerifiedAgain() {
        round(100, 130, 140, 1_100);
        costs.add(turn(Credentials.NONE, 100, 0, 0));
        costs.add(turn(Credentials.MANY, 150, 1_000, 0));

        assertThat(costs.isGood()).isFalse();
        assertThat(printed())
                .contains(
                        "NOT GOOD: 1,000 tokens in turn: 2000 requests, and the server was asked 1000 times about a token");
    }

    @Test
    void itIsNotGoodWhenATokenThatTheServiceShouldNotKnowIsNotVerified() {
        costs.add(turn(Credentials.NEW, 150, 1_900, 0));

        assertThat(costs.isGood()).isFalse();
    }

    @Test
    void itIsNotGoodWhenARequestFails() {
        round(100, 130, 140, 1_100);
        costs.add(turn(Credentials.NONE, 100, 0, 0));
        costs.add(turn(Credentials.ONE, 150, 0, 3));

        assertThat(costs.isGood()).isFalse();
        assertThat(printed()).contains("NOT GOOD: one token: 3 errors");
    }

    @Test
    void eachTurnIsARow() {
        costs.add(turn(Credentials.ONE, 150.04, 1, 3));

        assertThat(costs.rows()).containsExactly("ONE\t2000\t3\t1000.00\t150.0\t1");
        assertThat(Costs.COLUMNS).hasSize(6);
    }

    private void round(double none, double one, double many, double fresh) {
        costs.add(turn(Credentials.NONE, none, 0, 0));
        costs.add(turn(Credentials.ONE, one, 0, 0));
        costs.add(turn(Credentials.MANY, many, 0, 0));
        costs.add(turn(Credentials.NEW, fresh, 2_002, 0));
    }

    private static Turn turn(Credentials brought, double cpu, long verifications, long errors) {
        return new Turn(brought, new Wrk.Load(2_000, 1_000, 1, 2, errors), cpu, verifications);
    }

    private String printed() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        costs.print(new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }
}
