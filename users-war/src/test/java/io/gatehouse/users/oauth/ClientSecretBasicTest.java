package io.gatehouse.users.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientSecretBasicTest {
    private static final String TYPE = FormTest.TYPE;

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    private static Form form(String body, String authorization) {
        return ClientSecretBasic.addTo(Form.parse(TYPE, body.getBytes(StandardCharsets.US_ASCII)), authorization);
    }

    @Test
    void theClientIsTakenFromTheFieldAndTheRestFromTheBody() {
        Form form = form("grant_type=client_credentials&scope=a", basic("reports:s3cret"));

        assertThat(form.get("client_id")).isEqualTo("reports");
        assertThat(form.get("client_secret")).isEqualTo("s3cret");
        assertThat(form.get("grant_type")).isEqualTo("client_credentials");
        assertThat(form.get("scope")).isEqualTo("a");
    }

    @ParameterizedTest
    @CsvSource({
        "a%3Ab:c%3Ad, a:b, c:d",
        "a:c:d, a, c:d",
        "a+b:c%20d, a b, c d",
        "%C3%A9:%25, é, %",
        "é:è, é, è",
    })
    void idAndSecretAreEncodedAsInAForm(String credentials, String id, String secret) {
        Form form = form("", basic(credentials));

        assertThat(form.get("client_id")).isEqualTo(id);
        assertThat(form.get("client_secret")).isEqualTo(secret);
    }

    @Test
    void theSchemeMayBeWrittenInAnyCase() {
        assertThat(form("", basic("a:b").replace("Basic", "bAsIC")).get("client_id"))
                .isEqualTo("a");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "Basic", "Bearer YTpi", "Basically YTpi", "Digest username=a"})
    void otherSchemesAreNotLookedAt(String authorization) {
        assertThat(form("a=1", authorization).parameters()).containsOnlyKeys("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic ", "Basic *", "Basic YTpi YTpi", "Basic a:b", "Basic YQ==", "Basic Og=="})
    void whatCannotBeReadIsNoClient(String authorization) {
        assertRefused("", authorization, "invalid_client", 401);
    }

    @ParameterizedTest
    @ValueSource(strings = {":b", "a:", "%zz:b", "a:%", "a:%e"})
    void whatHasNoIdOrNoSecretIsNoClient(String credentials) {
        assertRefused("", basic(credentials), "invalid_client", 401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"client_secret=b", "client_id=a&client_secret=b", "client_id=c"})
    void aClientAuthenticatesInOneWayOnly(String body) {
        assertRefused(body, basic("a:b"), "invalid_request", 400);
    }

    @Test
    void theBodyMayNameTheSameClientAgain() {
        assertThat(form("client_id=a", basic("a:b")).get("client_secret")).isEqualTo("b");
    }

    private static void assertRefused(String body, String authorization, String error, int status) {
        assertThatThrownBy(() -> form(body, authorization)).isInstanceOfSatisfying(OAuthException.class, refused -> {
            assertThat(refused.error()).isEqualTo(error);
            assertThat(refused.status()).isEqualTo(status);
        });
    }
}
