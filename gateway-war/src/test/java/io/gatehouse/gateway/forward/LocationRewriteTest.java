package io.gatehouse.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

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
        "7/details, 7/details",
        "/other, /other"
    })
    void turnsTheUpstreamsAddressIntoThePublicOne(String location, String expected) {
        assertThat(LocationRewrite.toPublic(location, "http://127.0.0.1:8081/users", "/users", "/api"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:9/users/7, /api/users/7",
        "/users/7, /api/users/7",
        "//elsewhere.example/x, //elsewhere.example/x"
    })
    void knowsUpstreamsWithoutAPath(String location, String expected) {
        assertThat(LocationRewrite.toPublic(location, "http://127.0.0.1:9", "", "/api"))
                .isEqualTo(expected);
    }
}
