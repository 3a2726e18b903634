package io.gatehouse.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KeptTest {
    @Test
    void anAnswerIsFreshForASecondAfterItWasMade() {
        Head head = new Head("HTTP/1.1 200 OK", List.of("X-Made: 5000"));

        assertThat(Kept.isFresh(head, 4_000)).isTrue();
        assertThat(Kept.isFresh(head, 5_999)).isTrue();
        assertThat(Kept.isFresh(head, 6_000)).isFalse();
    }

    @Test
    void anAnswerThatIsMadeNowIsFreshNow() {
        long before = System.currentTimeMillis();
        Head head = new Head("HTTP/1.1 200 OK", Kept.fields().lines().toList());

        assertThat(Long.parseLong(head.field("X-Made"))).isBetween(before, System.currentTimeMillis());
        assertThat(Kept.isFresh(head, before)).isTrue();
        assertThat(head.field("Cache-Control")).isEqualTo("public, max-age=1");
    }

    @Test
    void anAnswerThatSaysNothingIsOfNow() {
        assertThat(Kept.isFresh(new Head("HTTP/1.1 200 OK", List.of()), 1)).isTrue();
    }
}
