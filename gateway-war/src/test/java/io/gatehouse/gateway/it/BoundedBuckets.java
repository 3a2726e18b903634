package io.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A flood of clients, each with a limit of its own. */
interface BoundedBuckets extends Reloading {
    int BOUND = 1_000;

    @Test
    default void aFloodOfAddressesFillsTheBucketsThatThereAreAndNoMore() throws Exception {
        Reloading.replace(Reloading.original() + "rateLimitBuckets: " + BOUND + "\n");
        assertThat(reload("").statusCode()).isEqualTo(200);

        try (KeptConnection proxy = new KeptConnection("127.0.0.2")) {
            for (int i = 0; i < 5 * BOUND; i++) {
                KeptConnection.Answer answer = proxy.ask(
                        "GET /api/rate/bounded HTTP/1.1\r\nX-Forwarded-For: 10.9." + i / 250 + "." + (i % 250 + 1), "");
                assertThat(answer).isEqualTo(new KeptConnection.Answer(200, "served"));
            }
            assertThat(proxy.ask("GET /api/rate/bounded HTTP/1.1\r\nX-Forwarded-For: 10.9.19.250", "")
                            .status())
                    .as("the last one again")
                    .isEqualTo(429);
        }

        assertThat(metrics().sum("gatehouse_gateway_rate_limit_buckets"))
                .isLessThanOrEqualTo(BOUND)
                .isGreaterThan(0.9 * BOUND);
    }
}
