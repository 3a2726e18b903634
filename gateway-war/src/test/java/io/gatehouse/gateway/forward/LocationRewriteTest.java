package io.gatehouse.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocationRewriteTest {
    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8081/users/users/7, /api/users/7",
        "http://127.0.0.1:8081/users/users?page=2, /api/users?page=2",
        "http://127.0.0.1:8081/users, /api/",
        "/users/users/7, /api/users/7",
        "http://127.0.0.1:8081/usersX/7, http://127.0.0.1:8081/usersX/7",
        "http://elsewhere.example/users/7, http://elsewhere.example/users/7",
        "//elsewhere.example/users, //elsewhere.example/users",
        "HTTP://127.0.0.1:8081/users/users/7, /api/users/7",
        "//127.0.0.1:8081/users/7, /api/7",
        "https://127.0.0.1:8081/users/7, https://127.0.0.1:8081/users/7",
        "http://user@127.0.0.1:8081/users/7, http://user@127.0.0.1:8081/users/7",
        "http://127.0.0.1/users/7, http://127.0.0.1/users/7",
        "/users/7?back=http://127.0.0.1:8081/users, /api/7?back=http://127.0.0.1:8081/users",
        "?page=//x, ?page=//x",
        "mailto:a//b, mailto:a//b",
        "'', ''",
        "7/details, 7/details",
        "/other, /other"
    })
    void turnsTheUpstreamsAddressIntoThePublicOne(String location, String expected) {
        assertThat(LocationRewrite.toPublic(
                        location, List.of(URI.create("http://127.0.0.1:8081/users")), "/users", "", "/api"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:9/users/7, /api/users/7",
        "/users/7, /api/users/7",
        "//elsewhere.example/x, //elsewhere.example/x"
    })
    void knowsUpstreamsWithoutAPath(String location, String expected) {
        assertThat(LocationRewrite.toPublic(location, List.of(URI.create("http://127.0.0.1:9")), "", "", "/api"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "http://one/v2/users/7, /api/users/7",
        "http://one:80/v2/users/7, /api/users/7",
        "http://one:/v2/users/7, /api/users/7",
        "http://ONE/v2/users/7, /api/users/7",
        "http://two:8082/base/v2/users/7, /api/users/7",
        "http://two/base/v2/users/7, http://two/base/v2/users/7",
        "http://two:8082/v2/users/7, http://two:8082/v2/users/7",
        "/v2/users/7, /api/users/7"
    })
    void knowsEveryInstanceHoweverItIsWritten(String location, String expected) {
        List<URI> instances = List.of(URI.create("http://one"), URI.create("http://two:8082/base"));

        assertThat(LocationRewrite.toPublic(location, instances, "", "/v2", "/api"))
                .isEqualTo(expected);
    }
}
