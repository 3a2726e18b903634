package io.gatehouse.users;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** What happens to users, counted. */
@ApplicationScoped
public class UserMetrics {
    @Inject
    MetricRegistry registry;

    void registered() {
        registry.counter("gatehouse_users_registrations").inc();
    }

    void loggedIn(boolean right) {
        registry.counter("gatehouse_users_logins", new Tag("outcome", right ? "accepted" : "refused"))
                .inc();
    }
}
