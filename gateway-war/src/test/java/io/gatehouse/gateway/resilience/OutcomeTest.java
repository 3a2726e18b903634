package io.gatehouse.gateway.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Response;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutcomeTest {
    private static final Set<Integer> STATUSES = Set.of(503);

    @Test
    void anAnswerOfTheUpstreamFailsByItsStatus() {
        assertThat(Outcome.of(new Response(503, Headers.EMPTY, Body.EMPTY), STATUSES))
                .isEqualTo(Outcome.FAILURE);
        assertThat(Outcome.of(new Response(500, Headers.EMPTY, Body.EMPTY), STATUSES))
                .isEqualTo(Outcome.SUCCESS);
        assertThat(Outcome.of(new Response(404, Headers.EMPTY, Body.EMPTY), STATUSES))
                .isEqualTo(Outcome.SUCCESS);
    }

    @ParameterizedTest
    @EnumSource(Failure.class)
    void ofOurFailuresOnlyThoseCountThatAreCalledTheUpstreams(Failure failure) {
        Outcome expected = failure.name().startsWith("UPSTREAM_") ? Outcome.FAILURE : Outcome.NEITHER;

        assertThat(Outcome.of(failure.because(""), STATUSES)).isEqualTo(expected);
    }
}
