package io.gatehouse.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.services.shop.Call;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class WrkTest {
    private static final String GOOD = """
            Running 1s test @ http://127.0.0.1:1
              1 threads and 4 connections
              Thread Stats   Avg      Stdev     Max   +/- Stdev
                Latency     1.02ms  300.00us   5.00ms   90.00%
              Latency Distribution
                 50%  900.00us
                 75%    1.10ms
                 90%    1.30ms
                 99%    1.20s
              1000 requests in 2.00s, 0.98MB read
            Requests/sec:    500.00
            """;

    @Test
    void readsWhatWrkSays() throws IOException {
        assertThat(Wrk.Load.of(GOOD)).isEqualTo(new Wrk.Load(1_000, 500, 0.9, 1_200, 0));
    }

    @Test
    void onlyGoodAnswersCountAndAllErrorsAreErrors() throws IOException {
        Wrk.Load load = Wrk.Load.of(GOOD + "  Non-2xx or 3xx responses: 400\n"
                + "  Socket errors: connect 1, read 2, write 3, timeout 4\n");

        assertThat(load.good()).isEqualTo(600);
        assertThat(load.perSecond()).isEqualTo(300);
        assertThat(load.errors()).isEqualTo(410);
    }

    @Test
    void saysWhatWrkSaysWhenItIsNotUnderstood() {
        assertThatThrownBy(() -> Wrk.Load.of("unable to connect"))
                .isInstanceOf(IOException.class)
                .hasMessage("wrk says: unable to connect");
    }

    @Test
    void aRequestIsALineOfItsPathAndBodyOrOfItsPathAndToken() {
        assertThat(Wrk.line(new Call("/products/1", ""))).isEqualTo("/api/products/1\t");
        assertThat(Wrk.line("/users/me", "abc")).isEqualTo("/users/me\t\tabc");
    }
}
