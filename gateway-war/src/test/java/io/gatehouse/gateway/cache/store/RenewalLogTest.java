package io.gatehouse.gateway.cache.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RenewalLogTest {
    @Test
    void failuresAreLoggedOnceAMinuteWithTheirNumber() {
        List<String> log = new ArrayList<>();
        RenewalLog renewals = new RenewalLog("products", log::add);

        for (long second = 0; second < 130; second++) {
            renewals.failed("the upstream said 500", second * 1000);
        }

        assertThat(log)
                .containsExactly(
                        "stored answers of route products could not be renewed in the background, 1 since this was last said;"
                                + " this time because the upstream said 500",
                        "stored answers of route products could not be renewed in the background, 60 since this was last said;"
                                + " this time because the upstream said 500",
                        "stored answers of route products could not be renewed in the background, 60 since this was last said;"
                                + " this time because the upstream said 500");
    }
}
