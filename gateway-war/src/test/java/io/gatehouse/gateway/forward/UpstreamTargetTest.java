package io.gatehouse.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.routing.RequestHead;
import io.gatehouse.gateway.routing.Route;
import io.gatehouse.gateway.routing.Routes;
import io.gatehouse.gateway.rules.Named;
import io.gatehouse.gateway.rules.Rewrite;
import io.gatehouse.gateway.rules.Text;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpstreamTargetTest {
    private static final Rewrite.Query AS_IT_IS = Rewrite.NOTHING.query();

    @ParameterizedTest
    @CsvSource({
        "/users, '', '', /api/users/7, /users/api/users/7",
        "/users, /api, '', /api/users/7, /users/users/7",
        "'', /api, '', /api, /",
        "'', '', '', /, /",
        "/base, /api, /v2, /api/users, /base/v2/users",
        "'', /api, /v2, /api, /v2"
    })
    void takesOffAndPutsBefore(String base, String strip, String add, String path, String expected) {
        Route route = Routes.at("/**")
                .stripPrefix(strip)
                .rewrite(new Rewrite(add, null, AS_IT_IS))
                .route();

        assertThat(UpstreamTarget.of(base, route, new RequestHead("GET", path, null)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "/users/{id}, /v2/people/{id}, false, /users/a%20b, /base/v2/people/a%20b",
        "/users/{id}/**, /p/{id}, true, /users/7/x/y, /base/p/7/x/y",
        "/users/{id}/**, /p/{id}, true, /users/7, /base/p/7",
        "/users/**, /p, true, /users/7/, /base/p/7/",
        "/users/**, /all, false, /users/7, /base/all",
        "/{a}/{b}, /{b}/{a}, false, /1/2, /base/2/1"
    })
    void makesAnotherPathOfTheVariables(String pattern, String text, boolean rest, String path, String expected) {
        Route route = Routes.at(pattern)
                .rewrite(new Rewrite("", new Rewrite.NewPath(Text.of(text), rest), AS_IT_IS))
                .route();

        assertThat(UpstreamTarget.of("/base", route, new RequestHead("GET", path, null)))
                .isEqualTo(expected);
    }

    @Test
    void aQueryStaysByteForByteUnlessThereAreRules() {
        Route route = Routes.at("/**").route();

        assertThat(UpstreamTarget.of("", route, new RequestHead("GET", "/x", "a=%zz&&=;")))
                .isEqualTo("/x?a=%zz&&=;");
        assertThat(UpstreamTarget.of("", route, new RequestHead("GET", "/x", "")))
                .isEqualTo("/x?");
    }

    @Test
    void theRulesForTheQueryKnowTheVariables() {
        Rewrite.Query rules =
                new Rewrite.Query(List.of(new Named("id", Text.of("{id}"))), List.of(), List.of("secret"));
        Route route = Routes.at("/users/{id}")
                .rewrite(new Rewrite("", new Rewrite.NewPath(Text.of("/find"), false), rules))
                .route();

        assertThat(UpstreamTarget.of("", route, new RequestHead("GET", "/users/a%26b", "secret=1&q=2")))
                .isEqualTo("/find?q=2&id=a%26b");
    }
}
