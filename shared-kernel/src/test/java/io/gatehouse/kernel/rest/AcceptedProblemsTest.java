package io.gatehouse.kernel.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AcceptedProblemsTest {
    private static final MediaType PROBLEM = new MediaType("application", "problem+json");

    @Test
    void findsProblemsAmongOtherTypes() {
        assertThat(AcceptedProblems.namesProblems(List.of(PROBLEM))).isTrue();
        assertThat(AcceptedProblems.namesProblems(List.of(MediaType.TEXT_PLAIN_TYPE, PROBLEM)))
                .isTrue();
        assertThat(AcceptedProblems.namesProblems(
                        List.of(new MediaType("application", "problem+json", Map.of("charset", "utf-8")))))
                .isTrue();
    }

    @Test
    void takesNothingElseForThem() {
        assertThat(AcceptedProblems.namesProblems(List.of())).isFalse();
        assertThat(AcceptedProblems.namesProblems(List.of(
                        MediaType.WILDCARD_TYPE,
                        MediaType.APPLICATION_JSON_TYPE,
                        new MediaType("application", "problem+xml"))))
                .isFalse();
    }
}
