package io.gatehouse.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReservedHeadersTest {
    private static ReservedHeaders reserved(String lines) throws ConfigException {
        return new ReservedHeaders(ConfigReader.read(
                        "f",
                        "{issuers: [], tokenExchange: {keys: k}, upstreams: {}, routes: []" + lines + "}",
                        name -> Optional.empty())
                .reservedHeaders());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-User",
                "x-user",
                "X_USER",
                "X-Authenticated-User",
                "x-authenticated_user",
                "X-Remote-User",
                "Remote-User",
                "REMOTE_USER",
                "X-Auth-Request-Email",
                "x_auth_token"
            })
    void withoutConfigurationNoClientMaySayWhoItIs(String name) throws ConfigException {
        assertThat(reserved("").contains(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"User-Agent", "X-User-Agent", "X-Users", "Authorization", "X-Author", "X-Auth", "Remote", "X"})
    void whatOnlyLooksAlikeGoesOn(String name) throws ConfigException {
        assertThat(reserved("").contains(name)).isFalse();
    }

    @Test
    void aListTakesThePlaceOfTheUsualOne() throws ConfigException {
        ReservedHeaders own = reserved(", reservedHeaders: [X-Who, \"Tenant*\"]");

        assertThat(own.contains("x-who")).isTrue();
        assertThat(own.contains("tenant-id")).isTrue();
        assertThat(own.contains("X-User")).isFalse();
        assertThat(reserved(", reservedHeaders: []").contains("X-User")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "a b", "A*B", "Authorization", "auth*", "Content-*", "cookie"})
    void aListThatIsNoneOrTakesWhatTheGatewayNeedsIsAMistake(String written) {
        assertThatThrownBy(() -> reserved(", reservedHeaders: [\"" + written + "\"]"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("reservedHeaders[0]");
    }
}
