package io.gatehouse.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathTemplateTest {
    @ParameterizedTest
    @CsvSource({
        "/users/7/orders, true",
        "/users/7/orders/, true",
        "/users/a%20b/orders, true",
        "/users/7, false",
        "/users/7/orders/1, false",
        "/users/orders, false",
        "/users/7/ordersX, false",
        "/usersX/7/orders, false",
        "/, false"
    })
    void aVariableIsOneWholeSegment(String path, boolean matches) {
        assertThat(PathTemplate.of("/users/{id}/orders", false).test(Heads.get(path)))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({"/users/7, true", "/users/7/, true", "/users/7/x/y, true", "/users, false", "/users/, false"})
    void withAWildcardEverythingBelowIsMeantToo(String path, boolean matches) {
        assertThat(PathTemplate.of("/users/{id}", true).test(Heads.get(path))).isEqualTo(matches);
    }

    @Test
    void knowsWhatItsVariablesStandFor() {
        PathTemplate template = PathTemplate.of("/{tenant}/users/{id}", true);

        assertThat(template.value("/acme/users/a%2Bb/x", "tenant")).isEqualTo("acme");
        assertThat(template.value("/acme/users/a%2Bb/x", "id")).isEqualTo("a%2Bb");
        assertThat(template.value("/acme/users/7", "users")).isNull();
        assertThat(template.rest("/acme/users/7/x/y")).isEqualTo("/x/y");
        assertThat(template.rest("/acme/users/7")).isEmpty();
    }

    @Test
    void itsLiteralPrefixEndsBeforeTheFirstVariable() {
        assertThat(PathTemplate.of("/a/b/{c}/d", false).literalPrefix()).isEqualTo("/a/b");
        assertThat(PathTemplate.of("/{c}", false).literalPrefix()).isEmpty();
    }
}
