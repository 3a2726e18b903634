package io.gatehouse.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;

/** What comes from outside may be secret: it is shown nowhere. */
class SecretTest {
    private static final Map<String, String> OUTSIDE = Map.of("password", "hunter22", "nothing", "");

    private final ConfigErrors errors = new ConfigErrors("f");

    @Test
    void aSecretIsReadAndNotShown() {
        Secret secret = Objects.requireNonNull(section("key: '${password}'").secret("key"));

        assertThat(secret.value()).isEqualTo("hunter22");
        assertThat(secret).hasToString("(secret)").isEqualTo(new Secret("hunter22"));
        assertThat(section("{}").secret("key")).isNull();
    }

    @Test
    void anEmptySecretIsAMistake() {
        section("key: '${nothing}'").secret("key");
        section("key: [1]").secret("key");

        assertThat(catchThrowableOfType(ConfigException.class, errors::throwIfAny)
                        .errors())
                .containsExactly("f:1:6: key: is empty", "f:1:6: key: must be a single value");
    }

    @Test
    void aMistakeQuotesWhatIsWrittenAndNotWhatItStandsFor() {
        String text = """
                issuers: []
                tokenExchange: {keys: k, lifetime: "${password}"}
                upstreams:
                  u: {url: "http://me:${password}@host"}
                  v: {url: "${password}"}
                routes:
                  - {id: r, path: /x, upstream: "${password}"}
                """;

        List<String> mistakes = catchThrowableOfType(
                        ConfigException.class, () -> ConfigReader.read("f", text, SecretTest::outside))
                .errors();

        assertThat(mistakes)
                .containsExactly(
                        "f:2:36: tokenExchange.lifetime: is not a duration such as 250ms, 5s, 2m or 1h: ${password}",
                        "f:4:12: upstreams.u.url: must not hold a user name or password",
                        "f:5:12: upstreams.v.url: is not an http or https URL without query and fragment: ${password}",
                        "f:7:33: routes[0].upstream: unknown upstream ${password}");
    }

    @Test
    void twoIssuersOfOneNameAreAMistake() {
        String text = """
                issuers:
                  - {issuer: i, audience: a, jwks: "http://h/1"}
                  - {issuer: i, audience: b, jwks: "http://h/2"}
                tokenExchange: {keys: k}
                upstreams: {}
                routes: []
                """;

        assertThat(catchThrowableOfType(ConfigException.class, () -> ConfigReader.read("f", text, SecretTest::outside))
                        .errors())
                .containsExactly("f:3:14: issuers[1].issuer: stands here twice: i");
    }

    private Section section(String yaml) {
        return new Section(
                errors,
                new Placeholders(SecretTest::outside),
                "",
                new Compose(LoadSettings.builder().setUseMarks(true).build())
                        .composeString(yaml)
                        .orElseThrow());
    }

    private static Optional<String> outside(String name) {
        return Optional.ofNullable(OUTSIDE.get(name));
    }
}
