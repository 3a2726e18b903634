package io.gatehouse.kernel.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.paging.PageRequest;
import io.gatehouse.kernel.problem.FieldError;
import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.problem.Rule;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KnownQueryParametersTest {
    static class Dates {
        @QueryParam("before")
        @Nullable
        String before;
    }

    static class Filter extends Dates {
        @QueryParam("status")
        @Nullable
        String status;

        @BeanParam
        PageRequest page = new PageRequest();

        @Nullable
        String ours;
    }

    static class Resource {
        void list(@BeanParam Filter filter, @QueryParam("id") List<String> ids, String body) {}

        void create(String body) {}
    }

    private final Map<String, Boolean> known;

    KnownQueryParametersTest() throws NoSuchMethodException {
        known = KnownQueryParameters.of(
                Resource.class.getDeclaredMethod("list", Filter.class, List.class, String.class));
    }

    @Test
    void knowsWhatTheMethodAndItsBeansTake() {
        assertThat(known)
                .isEqualTo(Map.of(
                        "before", false, "status", false, "limit", false, "after", false, "sort", false, "id", true));
    }

    @Test
    void letsPassWhatIsKnown() {
        KnownQueryParameters.check(known, Map.of());
        KnownQueryParameters.check(known, Map.of("limit", List.of("5"), "id", List.of("a", "b")));
    }

    @Test
    void refusesWhatIsUnknownByItsName() throws NoSuchMethodException {
        assertRefuses(known, Map.of("stauts", List.of("OPEN")), "stauts", Rule.KNOWN, "is not a known query parameter");
        assertRefuses(known, Map.of("Status", List.of("OPEN")), "Status", Rule.KNOWN, "is not a known query parameter");
        assertRefuses(known, Map.of("", List.of("")), "", Rule.KNOWN, "is not a known query parameter");
        assertRefuses(
                KnownQueryParameters.of(Resource.class.getDeclaredMethod("create", String.class)),
                Map.of("limit", List.of("5")),
                "limit",
                Rule.KNOWN,
                "is not a known query parameter");
    }

    @Test
    void refusesASecondValueWhereThereIsOne() {
        assertRefuses(known, Map.of("limit", List.of("5", "5")), "limit", Rule.ONCE, "must be given once");
    }

    @Test
    void repeatsNotMoreOfAHostileNameThanItMust() {
        assertRefuses(
                known,
                Map.of("x".repeat(8_000), List.of("")),
                "x".repeat(64) + "…",
                Rule.KNOWN,
                "is not a known query parameter");
    }

    private static void assertRefuses(
            Map<String, Boolean> known, Map<String, List<String>> sent, String field, Rule rule, String message) {
        assertThatThrownBy(() -> KnownQueryParameters.check(known, sent))
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    assertThat(refused.problem().status()).isEqualTo(400);
                    assertThat(refused.problem().errors()).containsExactly(new FieldError(field, rule, message));
                });
    }
}
