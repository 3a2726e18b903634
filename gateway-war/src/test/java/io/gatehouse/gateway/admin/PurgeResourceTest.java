package io.gatehouse.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Identity;
import io.gatehouse.gateway.pipeline.Response;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PurgeResourceTest {
    private final List<String> purged = new ArrayList<>();
    private final AtomicInteger count = new AtomicInteger();
    private final PurgeResource resource =
            new PurgeResource(Map.of("url", as("url"), "path", as("path"), "route", as("route"), "all", as("all")));

    private ToIntFunction<String> as(String name) {
        return value -> {
            purged.add(name + " " + value);
            return count.incrementAndGet();
        };
    }

    @Test
    void onlyOperatorsChangeSomethingAndByPost() {
        assertThat(resource.role()).isEqualTo(AdminRole.OPERATOR);
        assertThat(resource.method()).isEqualTo("POST");
        assertThat(resource.path()).isEqualTo("/gateway/cache/purge");
    }

    @ParameterizedTest
    @CsvSource({
        "all=true, all true",
        "route=products-read, route products-read",
        "path=/api/products, path /api/products",
        "url=https%3A%2F%2Fshop.test%2Fa%3Fx%3D1%26y%3D2, url https://shop.test/a?x=1&y=2",
        "url=/caf%25C3%25A9, url /caf%C3%A9"
    })
    void takesOutWhatOneParameterNamesAndTellsHowManyWent(String query, String expected) throws BadCall {
        Response answer = call(query);

        assertThat(purged).containsExactly(expected);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isInstanceOfSatisfying(
                        Body.Bytes.class,
                        json -> assertThat(new String(json.content(), StandardCharsets.UTF_8))
                                .isEqualTo("{\"purged\":1}"));
        assertThat(answer.headers().first("Cache-Control")).isEqualTo("no-store");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "all=true&route=x", "all=true&all=true", "everything=true", "ALL=true", "url=%2"})
    void whatDoesNotSayClearlyWhatIsToGoTakesNothingOut(@Nullable String query) {
        assertThatThrownBy(() -> call(query)).isInstanceOf(BadCall.class);

        assertThat(purged).isEmpty();
    }

    @Test
    void namesTheParametersThatThereAre() {
        assertThatThrownBy(() -> call("")).hasMessage("One of the parameters all, path, route, url is needed.");
    }

    private Response call(@Nullable String query) throws BadCall {
        Identity operator = new Identity("i", "ada", "ada", List.of("operator"), Instant.MAX, "token");
        return resource.answer(new AdminCall(operator, query, new Body.Bytes(new byte[0])))
                .toCompletableFuture()
                .join();
    }
}
