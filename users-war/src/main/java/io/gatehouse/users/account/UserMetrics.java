package io.gatehouse.users.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** What happens to users, counted. */
@ApplicationScoped
public class UserMetrics {
    @Inject
    MetricRegistry registry;

    /** What became of a login, or of another request with a password. */
    public enum Outcome {
        ACCEPTED,
        REFUSED,
        LOCKED
    }

    public void registered() {
        registry.counter("gatehouse_users_registrations").inc();
    }

    public void login(Outcome outcome) {
        registry.counter(
                        "gatehouse_users_logins",
                        new Tag("outcome", outcome.name().toLowerCase(Locale.ROOT)))
                .inc();
    }
}
