package io.gatehouse.gateway.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ShadowLogTest {
    private final AtomicLong now = new AtomicLong();
    private final List<String> lines = new ArrayList<>();
    private final List<String> passedOn = new ArrayList<>();
    private final RefusalListener log = new ShadowLog(now::get, lines::add)
            .before((limit, route, shadow) -> passedOn.add(limit + " " + route + " " + shadow));

    @Test
    void saysTheFirstAtOnceAndTheOthersAMinuteLater() {
        log.refused("trial", "r", true);
        log.refused("trial", "r", true);
        log.refused("trial", "s", true);
        assertThat(lines)
                .containsExactly("rate limit trial, in shadow mode, would have refused 1 request(s) since it last said"
                        + " so, this time on route r");

        now.addAndGet(60_000_000_000L);
        log.refused("trial", "s", true);

        assertThat(lines)
                .last()
                .asString()
                .contains("would have refused 3 request(s)")
                .endsWith("route s");
        assertThat(passedOn).hasSize(4);
    }

    @Test
    void saysNothingOfWhatIsReallyRefused() {
        log.refused("default", "r", false);

        assertThat(lines).isEmpty();
        assertThat(passedOn).containsExactly("default r false");
    }
}
