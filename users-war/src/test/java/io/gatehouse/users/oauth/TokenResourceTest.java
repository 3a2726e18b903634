package io.gatehouse.users.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.JWTClaimsSet;
import io.gatehouse.kernel.testing.SettableClock;
import io.gatehouse.users.login.Login;
import io.gatehouse.users.session.SomeTokens;
import io.gatehouse.users.session.TokenAnswer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class TokenResourceTest {
    private final ClientsInMemory clients = new ClientsInMemory();
    private final TokenResource resource = new TokenResource();
    private final OAuthClient reports = clients.add("users:read", "orders:read");
    private final String asReports = "client_id=" + reports.id() + "&client_secret=the+secret";

    @BeforeEach
    void wire(@TempDir Path directory) {
        resource.clients = clients;
        resource.accessTokens = SomeTokens.in(directory, new SettableClock(Instant.EPOCH));
        resource.login = new Login() {
            @Override
            public Optional<TokenAnswer> withRefreshToken(String refreshToken) {
                return refreshToken.equals("good") ? Optional.of(TokenAnswer.ofUser("aaa", "next")) : Optional.empty();
            }
        };
    }

    private TokenAnswer token(String body) {
        return resource.answer(Form.parse(FormTest.TYPE, body.getBytes(StandardCharsets.UTF_8)));
    }

    private JWTClaimsSet claims(TokenAnswer answer) {
        return resource.accessTokens.check(answer.accessToken()).orElseThrow();
    }

    @Test
    void givesAClientATokenForAllThatItMayDo() {
        TokenAnswer answer = token("grant_type=client_credentials&" + asReports);

        assertThat(answer.scope()).isEqualTo("orders:read users:read");
        assertThat(answer.refreshToken()).isNull();
        assertThat(claims(answer).getSubject()).isEqualTo(reports.id().toString());
        assertThat(claims(answer).getClaim("scope")).isEqualTo("orders:read users:read");
        assertThat(claims(answer).getClaim("groups")).isNull();
    }

    @Test
    void givesItATokenForLessWhenItAsksForLess() {
        TokenAnswer answer = token("grant_type=client_credentials&scope=users%3Aread&" + asReports);

        assertThat(answer.scope()).isEqualTo("users:read");
    }

    @Test
    void namesNoScopeWhereThereIsNone() {
        OAuthClient poor = clients.add();

        TokenAnswer answer = token("grant_type=client_credentials&client_secret=the+secret&client_id=" + poor.id());

        assertThat(answer.scope()).isNull();
        assertThat(claims(answer).getClaims()).doesNotContainKey("scope");
    }

    @Test
    void exchangesARefreshToken() {
        assertThat(token("grant_type=refresh_token&refresh_token=good").refreshToken())
                .isEqualTo("next");
    }

    @ParameterizedTest
    @CsvSource({
        "'', invalid_request",
        "grant_type=, invalid_request",
        "grant_type=password&username=a&password=b, unsupported_grant_type",
        "grant_type=authorization_code, unsupported_grant_type",
        "grant_type=client_credentials, invalid_request",
        "grant_type=client_credentials&CLIENT&scope=admin, invalid_scope",
        "grant_type=client_credentials&CLIENT&scope=users:read++orders:read, invalid_scope",
        "grant_type=client_credentials&CLIENT&grant_type=refresh_token, invalid_request",
        "grant_type=refresh_token, invalid_request",
        "grant_type=refresh_token&refresh_token=bad, invalid_grant",
        "grant_type=refresh_token&refresh_token=good&scope=admin, invalid_scope",
        "grant_type=refresh_token&refresh_token=good&CLIENT, invalid_grant",
    })
    void refusesInTheWordsOfTheStandard(String body, String error) {
        assertThatThrownBy(() -> token(body.replace("CLIENT", asReports)))
                .isInstanceOfSatisfying(OAuthException.class, refused -> {
                    assertThat(refused.error()).isEqualTo(error);
                    assertThat(refused.status()).isEqualTo(400);
                });
    }

    @Test
    void refusesAnUnknownClientAndAWrongSecretAlike() {
        String wrong = "grant_type=client_credentials&client_secret=wrong&client_id=" + reports.id();
        String unknown = "grant_type=client_credentials&client_secret=wrong&client_id=" + UUID.randomUUID();
        String garbage = "grant_type=client_credentials&client_secret=wrong&client_id=garbage";
        String empty = "grant_type=refresh_token&refresh_token=good&client_secret=x&client_id=" + UUID.randomUUID();

        for (String body : new String[] {wrong, unknown, garbage, empty}) {
            assertThatThrownBy(() -> token(body)).isInstanceOfSatisfying(OAuthException.class, refused -> {
                assertThat(refused.error()).isEqualTo("invalid_client");
                assertThat(refused.status()).isEqualTo(401);
            });
        }
    }
}
