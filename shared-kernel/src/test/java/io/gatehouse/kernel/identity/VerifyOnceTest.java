package io.gatehouse.kernel.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.SettableClock;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContextWrapper;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerifyOnceTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-02T12:00:00Z"));
    private final Server server = new Server();
    private final AtomicInteger verifications = new AtomicInteger();
    private final VerifyOnce mechanism = new VerifyOnce(server, clock, verifications::incrementAndGet);
    private final Container container = new Container();

    @Test
    void aGoodTokenIsVerifiedOnceAndTheContainerIsToldEachTime() throws Exception {
        assertThat(ask("Bearer good")).isEqualTo(AuthenticationStatus.SUCCESS);
        assertThat(ask("Bearer good")).isEqualTo(AuthenticationStatus.SUCCESS);

        assertThat(server.asked).containsExactly("Bearer good");
        assertThat(verifications).hasValue(1);
        assertThat(container.told).hasSize(2);
        assertThat(container.told.get(1)).isSameAs(container.told.get(0));
        assertThat(container.subject.getPrincipals())
                .containsExactly(container.told.get(0).getCallerPrincipal());
    }

    @Test
    void aBadTokenIsVerifiedAndRefusedEachTime() throws Exception {
        assertThat(ask("Bearer bad")).isEqualTo(AuthenticationStatus.SEND_FAILURE);
        assertThat(ask("Bearer bad")).isEqualTo(AuthenticationStatus.SEND_FAILURE);

        assertThat(server.asked).containsExactly("Bearer bad", "Bearer bad");
    }

    @Test
    void anExpiredTokenIsTheServersToRefuse() throws Exception {
        ask("Bearer good");
        clock.advance(Duration.ofMinutes(2));
        ask("Bearer good");

        assertThat(server.asked).containsExactly("Bearer good", "Bearer good");
    }

    @Test
    void whoBringsNoTokenIsTheServersToJudge() throws Exception {
        ask("Bearer good");
        ask(null);
        ask(null);
        ask("Basic good");
        ask("Basic good");

        assertThat(server.asked).containsExactly("Bearer good", "null", "null", "Basic good", "Basic good");
        assertThat(verifications).hasValue(1);
    }

    private AuthenticationStatus ask(@Nullable String credentials) throws AuthenticationException {
        HttpServletRequest request = new HttpServletRequestWrapper(nothing(HttpServletRequest.class)) {
            @Override
            public @Nullable String getHeader(String name) {
                return name.equals("Authorization") ? credentials : null;
            }
        };
        return mechanism.validateRequest(request, nothing(HttpServletResponse.class), container);
    }

    /** All that may not be asked. */
    private static <T> T nothing(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException(method.getName());
                }));
    }

    /** Knows one good token, of two minutes. */
    private final class Server implements HttpAuthenticationMechanism {
        private final List<String> asked = new ArrayList<>();

        @Override
        public AuthenticationStatus validateRequest(
                HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
            String credentials = String.valueOf(request.getHeader("Authorization"));
            asked.add(credentials);
            if (credentials.equals("Bearer good")) {
                var token = new VerifiedTokensTest.Token(
                        clock.instant().plusSeconds(120).getEpochSecond());
                context.getClientSubject().getPrincipals().add(token);
                return context.notifyContainerAboutLogin(new CredentialValidationResult(token, Set.of("user")));
            }
            return context.notifyContainerAboutLogin(CredentialValidationResult.INVALID_RESULT);
        }
    }

    /** Notes what it is told. */
    private static final class Container extends HttpMessageContextWrapper {
        private final List<CredentialValidationResult> told = new ArrayList<>();
        private final Subject subject = new Subject();

        @SuppressWarnings("NullAway") // all that is asked of it is here
        Container() {
            super(null);
        }

        @Override
        public Subject getClientSubject() {
            return subject;
        }

        @Override
        public AuthenticationStatus notifyContainerAboutLogin(CredentialValidationResult result) {
            told.add(result);
            return result.getStatus() == CredentialValidationResult.Status.VALID
                    ? AuthenticationStatus.SUCCESS
                    : AuthenticationStatus.SEND_FAILURE;
        }
    }
}
