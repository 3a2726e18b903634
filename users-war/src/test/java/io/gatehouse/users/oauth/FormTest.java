package io.gatehouse.users.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {
    static final String TYPE = "application/x-www-form-urlencoded";

    static Form form(String body) {
        return Form.parse(TYPE, body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void hasTheParametersDecoded() {
        Form form = form("grant_type=client_credentials&scope=orders%3Aread+users:read&x=%C3%A9&=nameless&flag");

        assertThat(form.get("grant_type")).isEqualTo("client_credentials");
        assertThat(form.get("scope")).isEqualTo("orders:read users:read");
        assertThat(form.get("x")).isEqualTo("é");
    }

    @Test
    void takesAnEmptyParameterForAnAbsentOne() {
        assertThat(form("scope=&scope=&token=").find("scope")).isEmpty();
        assertThat(form("").find("token")).isEmpty();
        assertInvalid(() -> form("token=").get("token"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=1&a=2", "a=1&%61=1", "a=%", "a=%z1", "%zz=1", "a=%1"})
    void refusesWhatIsThereTwiceOrMalformed(String body) {
        assertInvalid(() -> form(body));
    }

    @Test
    void refusesWhatIsTooLong() {
        assertInvalid(() -> form("token=" + "a".repeat(16 * 1024)));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "application/json", "text/plain", "application/x-www-form-urlencoded2", ";"})
    void refusesOtherMediaTypes(String type) {
        assertInvalid(() -> Form.parse(type, new byte[0]));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Application/X-WWW-Form-UrlEncoded",
                "application/x-www-form-urlencoded;charset=utf-8",
                "application/x-www-form-urlencoded ; charset=nonsense"
            })
    void takesTheMediaTypeInWhateverForm(String type) {
        assertThat(Form.parse(type, "a=1".getBytes(StandardCharsets.US_ASCII)).get("a"))
                .isEqualTo("1");
    }

    @Test
    void readsTheSameFromJson() {
        Form form = Form.ofJson("{\"token\":\"é\",\"client_id\":\"\",\"scope\":null}".getBytes(StandardCharsets.UTF_8));

        assertThat(form.get("token")).isEqualTo("é");
        assertThat(form.parameters()).containsOnlyKeys("token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"token\"",
                "{\"token\":1}",
                "{\"token\":{}}",
                "{\"token\":\"a\",\"token\":\"b\"}",
                "{\"token\":\"a\"} {}",
                "{\"token\":"
            })
    void refusesJsonThatIsNoObjectOfTexts(String json) {
        assertInvalid(() -> Form.ofJson(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void refusesJsonThatIsTooLong() {
        assertInvalid(
                () -> Form.ofJson(("{\"token\":\"" + "a".repeat(16 * 1024) + "\"}").getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, true",
        "Application/JSON ; charset=utf-8, true",
        "application/problem+json, false",
        "text/json, false",
        ", false"
    })
    void knowsJsonByItsMediaType(String type, boolean json) {
        assertThat(Form.isJson(type)).isEqualTo(json);
    }

    @Test
    void keepsValuesOutOfLogs() {
        assertThat(form("client_secret=hunter2"))
                .asString()
                .contains("client_secret")
                .doesNotContain("hunter2");
    }

    private static void assertInvalid(ThrowingCallable reading) {
        assertThatThrownBy(reading).isInstanceOfSatisfying(OAuthException.class, refused -> {
            assertThat(refused.error()).isEqualTo("invalid_request");
            assertThat(refused.status()).isEqualTo(400);
        });
    }
}
