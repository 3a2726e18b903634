package io.gatehouse.kernel.identity;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContextWrapper;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** Stands before the server's MicroProfile JWT, which verifies every token of every request anew, and asks it once for each. */
@Alternative
@Priority(Interceptor.Priority.APPLICATION)
@ApplicationScoped
public class VerifyOnce implements HttpAuthenticationMechanism {
    /** Whatever else is no token of the server's (RFC 6750 section 2.1). */
    private static final String BEARER = "Bearer ";

    private final HttpAuthenticationMechanism server;
    private final VerifiedTokens known;
    private final Runnable verification;

    @Inject
    VerifyOnce(BeanManager beans, Clock clock, MetricRegistry registry) {
        this(servers(beans), clock, registry.counter("gatehouse_token_verifications")::inc);
    }

    /** For the proxy of this bean. */
    @SuppressWarnings("NullAway")
    protected VerifyOnce() {
        this((HttpAuthenticationMechanism) null, null, null);
    }

    /** @param verification told each time that the server is asked about a token */
    VerifyOnce(HttpAuthenticationMechanism server, Clock clock, Runnable verification) {
        this.server = server;
        this.known = new VerifiedTokens(clock);
        this.verification = verification;
    }

    /** An injection point would see this one only, for it is the alternative. */
    private static HttpAuthenticationMechanism servers(BeanManager beans) {
        for (Bean<?> bean : beans.getBeans(HttpAuthenticationMechanism.class, Any.Literal.INSTANCE)) {
            if (!bean.isAlternative()) {
                CreationalContext<?> context = beans.createCreationalContext(bean);
                return (HttpAuthenticationMechanism)
                        beans.getReference(bean, HttpAuthenticationMechanism.class, context);
            }
        }
        throw new IllegalStateException("the server has no MicroProfile JWT");
    }

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
            throws AuthenticationException {
        String credentials = request.getHeader("Authorization");
        if (credentials == null || !credentials.startsWith(BEARER)) {
            return server.validateRequest(request, response, context);
        }
        CredentialValidationResult before = known.get(credentials);
        if (before == null) {
            verification.run();
            return server.validateRequest(request, response, new Noting(context, credentials));
        }
        context.getClientSubject().getPrincipals().add(before.getCallerPrincipal());
        return context.notifyContainerAboutLogin(before);
    }

    /** Notes what the server tells its container. */
    private final class Noting extends HttpMessageContextWrapper {
        private final String credentials;

        Noting(HttpMessageContext context, String credentials) {
            super(context);
            this.credentials = credentials;
        }

        @Override
        public AuthenticationStatus notifyContainerAboutLogin(CredentialValidationResult found) {
            known.add(credentials, found);
            return super.notifyContainerAboutLogin(found);
        }
    }
}
