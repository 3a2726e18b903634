package io.gatehouse.gateway.routing;

import static io.gatehouse.gateway.routing.Heads.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.routing.Heads.Told;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetailTest {
    @ParameterizedTest
    @CsvSource({
        "api.example.org, api.example.org, true",
        "api.example.org, API.Example.ORG, true",
        "api.example.org, api.example.org:8443, true",
        "api.example.org, api.example.org., true",
        "api.example.org, xapi.example.org, false",
        "*.example.org, a.example.org, true",
        "*.example.org, a.b.example.org:80, true",
        "*.example.org, example.org, false",
        "*.example.org, evilexample.org, false",
        "*.example.org, example.org.evil.test, false",
        "[::1], [::1]:8080, true"
    })
    void aHostIsMatchedByNameAndWhateverThePort(String written, String asked, boolean matches) {
        Predicate predicate = new Detail.HostIn(List.of(TextPattern.of(written)));

        assertThat(predicate.test(with(Told.host(asked)))).isEqualTo(matches);
    }

    @Test
    void withoutAHostNoHostMatches() {
        assertThat(new Detail.HostIn(List.of(TextPattern.of("*"))).test(with(Told.id("x"))))
                .isFalse();
    }

    @Test
    void aHeaderMayBePresentExactOneOfOrLikeAPattern() {
        RequestHead head = with(Told.header("X-Tenant", "other", "acme"));

        assertThat(header("X-Tenant", "*").test(head)).isTrue();
        assertThat(header("X-Tenant", "acme").test(head)).isTrue();
        assertThat(header("X-Tenant", "initech", "acme").test(head)).isTrue();
        assertThat(header("X-Tenant", "ac*").test(head)).isTrue();
        assertThat(header("X-Tenant", "ACME").test(head)).isFalse();
        assertThat(header("X-Other", "*").test(head)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "v=2, true",
        "a=1&v=2, true",
        "a=1&v=2&b, true",
        "v=%32, true",
        "%76=2, true",
        "v=1&v=2, true",
        "v=22, false",
        "xv=2, false",
        "V=2, false",
        "v, false",
        "'', false"
    })
    void aQueryParameterIsFoundHoweverItIsEncoded(String query, boolean matches) {
        Predicate predicate = new Detail.QueryIs(field("v", "2"));

        assertThat(predicate.test(new RequestHead("GET", "/x", query))).isEqualTo(matches);
    }

    @Test
    void aQueryParameterWithoutAValueIsPresent() {
        assertThat(new Detail.QueryIs(field("debug", "*")).test(new RequestHead("GET", "/x", "a=1&debug")))
                .isTrue();
        assertThat(new Detail.QueryIs(field("debug", "*")).test(new RequestHead("GET", "/x", null)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "lane=canary, true",
        "a=b; lane=canary, true",
        "a=b;lane=canary; c=d, true",
        "lane=\"canary\", true",
        "lane = canary, true",
        "lane=canary2, false",
        "xlane=canary, false",
        "a=lane=canary, false",
        "lane, false",
        "=canary, false",
        "'', false"
    })
    void aCookieIsFoundAmongOthers(String line, boolean matches) {
        Predicate predicate = new Detail.CookieIs(field("lane", "canary"));

        assertThat(predicate.test(with(Told.header("Cookie", line)))).isEqualTo(matches);
    }

    @Test
    void aWindowBeginsWithItsFirstInstantAndEndsBeforeItsLast() {
        Instant from = Instant.parse("2030-01-01T00:00:00Z");
        Predicate window = new Detail.TimeIn(from, from.plusSeconds(60));

        assertThat(window.test(with(Told.time(from.minusMillis(1))))).isFalse();
        assertThat(window.test(with(Told.time(from)))).isTrue();
        assertThat(window.test(with(Told.time(from.plusSeconds(60))))).isFalse();
        assertThat(new Detail.TimeIn(null, from).test(with(Told.time(from.minusMillis(1)))))
                .isTrue();
        assertThat(new Detail.TimeIn(from, null).test(with(Told.time(from.plusSeconds(99)))))
                .isTrue();
    }

    @Test
    void sharesComeOutAsWrittenAndEveryRequestFallsToExactlyOne() {
        List<Detail.Share> shares = List.of(
                new Detail.Share("g", 0, 10, 100),
                new Detail.Share("g", 10, 40, 100),
                new Detail.Share("g", 40, 100, 100));
        Random random = new Random(7);
        int[] counts = new int[3];
        for (int i = 0; i < 30_000; i++) {
            RequestHead head = with(Told.id(new UUID(random.nextLong(), random.nextLong()).toString()));
            List<Boolean> drawn = shares.stream().map(share -> share.test(head)).toList();
            assertThat(drawn.stream().filter(taken -> taken)).hasSize(1);
            counts[drawn.indexOf(true)]++;
        }

        assertThat(Arrays.stream(counts).mapToObj(count -> Math.round(count / 300.0)))
                .as("percent")
                .satisfiesExactly(
                        ten -> assertThat(ten).isBetween(9L, 11L),
                        thirty -> assertThat(thirty).isBetween(29L, 31L),
                        sixty -> assertThat(sixty).isBetween(59L, 61L));
    }

    @Test
    void groupsDrawIndependently() {
        Random random = new Random(8);
        int both = 0;
        for (int i = 0; i < 10_000; i++) {
            RequestHead head = with(Told.id(new UUID(random.nextLong(), random.nextLong()).toString()));
            both += new Detail.Share("a", 0, 1, 2).test(head) && new Detail.Share("b", 0, 1, 2).test(head) ? 1 : 0;
        }

        assertThat(both).isBetween(2_300, 2_700);
    }

    @Test
    void aGroupWithoutAnyShareTakesNothing() {
        assertThat(new Detail.Share("g", 0, 0, 0).test(with(Told.id("x")))).isFalse();
    }

    private static Predicate header(String name, String... values) {
        return new Detail.HeaderIs(field(name, values));
    }

    private static When.Field field(String name, String... values) {
        return new When.Field(name, Arrays.stream(values).map(TextPattern::of).toList());
    }
}
