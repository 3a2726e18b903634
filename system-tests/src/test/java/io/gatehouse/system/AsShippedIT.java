package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.system.Client.Answer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The product with nothing said about it: with the rate limit that everybody has. */
class AsShippedIT implements Readme {
    private static final int PORT = 18680;
    private static Product product;

    @BeforeAll
    static void start() {
        product = Product.start(Product.newDirectory("as-shipped"), PORT, Product.AS_SHIPPED);
    }

    @AfterAll
    static void stop() {
        product.close();
    }

    @Override
    public Product product() {
        return product;
    }

    @Test
    void aHundredRequestsOfOneClientAreServedAtOnceAndThenAsManyAsComeBackInTheMinute() {
        Client visitor = Client.anonymous(product);
        long begin = System.nanoTime();

        List<Answer> answers = IntStream.range(0, 250)
                .mapToObj(i -> visitor.get("/api/notifications"))
                .toList();

        long cameBack = (System.nanoTime() - begin) / 600_000_000;
        List<Answer> refused =
                answers.stream().filter(answer -> answer.status() == 429).toList();
        assertThat(answers.subList(0, 100)).extracting(Answer::status).containsOnly(401);
        assertThat(250 - refused.size()).isBetween(100, 101 + (int) cameBack);
        assertThat(refused).isNotEmpty().allSatisfy(answer -> {
            assertThat(answer.text("code")).isEqualTo("RATE_LIMITED");
            assertThat(answer.header("Retry-After")).hasValue("1");
            assertThat(answer.header("RateLimit-Policy")).hasValue("\"default\";q=100;w=60");
        });
        assertThat(Client.newUser(product).get("/api/notifications").status()).isEqualTo(200);
    }
}
