package io.gatehouse.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalPathTest {
    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/users", "/api/users/", "/a.b/.well-known/x...y", "/a:@!$&'()*+,=b", "/~me/-_"})
    void leavesAPlainPathAsItIsAndCopiesNothing(String path) throws MalformedPath {
        assertThat(CanonicalPath.of(path, List.of())).isSameAs(path);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/%75sers, /api/users",
        "/api/%7euser, /api/~user",
        "/caf%c3%a9, /caf%C3%A9",
        "/a%20b, /a%20b",
        "/100%25, /100%25",
        "/%252e%252e, /%252e%252e"
    })
    void spellsEveryPathInOneWay(String raw, String canonical) throws MalformedPath {
        assertThat(CanonicalPath.of(raw, List.of())).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "api",
                "*",
                "http://host/x",
                "/a/../b",
                "/a/..",
                "/..",
                "/.",
                "/a/./b",
                "/%2e%2e/b",
                "/a/%2E",
                "/a//b",
                "//",
                "//host/x",
                "/a%2fb",
                "/a%2Fb",
                "/a%5cb",
                "/a\\b",
                "/a%00",
                "/a%0d%0ab",
                "/a%7f",
                "/a;b=1",
                "/a%3bb",
                "/a b",
                "/a%",
                "/a%4",
                "/a%zz",
                "/a%c0%af",
                "/a%f5",
                "/a\u0000",
                "/a\u00e9",
                "/a\"b",
                "/a<b",
                "/a|b",
                "/a{b}",
                "/a?b",
                "/a#b",
                "/%u002e"
            })
    void refusesWhatServersReadDifferently(String raw) {
        assertThatThrownBy(() -> CanonicalPath.of(raw, List.of())).isInstanceOf(MalformedPath.class);
    }

    @Test
    void isItsOwnCanonicalForm() throws MalformedPath {
        String canonical = CanonicalPath.of("/%61/%c3%9c/%41", List.of());

        assertThat(CanonicalPath.of(canonical, List.of())).isEqualTo(canonical);
    }
}
