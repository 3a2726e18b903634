package io.gatehouse.notifications.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.SettableClock;
import io.gatehouse.notifications.NotificationsDatabase;
import io.gatehouse.notifications.OutboxInMemory;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.junit.jupiter.api.Test;

class MailGaugesTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-02T12:00:00Z"));

    @Test
    @SuppressWarnings("UnnecessaryAssignment") // no container here: the test is the framework
    void aMailThatWaitsForAnAddressIsNoneThatTheMailServerIsLateWith() {
        try (NotificationsDatabase database = NotificationsDatabase.inMemory()) {
            MailOutbox mails = MailBeans.outbox(database, new OutboxInMemory(), clock, true);
            mails.add(UUID.randomUUID(), UUID.randomUUID(), null, "Hi", "Hello");
            clock.advance(Duration.ofSeconds(60));
            mails.add(UUID.randomUUID(), UUID.randomUUID(), "a@example.org", "Hi", "Hello");
            MailGauges gauges = new MailGauges();
            gauges.entities = database.entities();
            gauges.clock = clock;
            gauges.registry = (MetricRegistry) Proxy.newProxyInstance(
                    MailGaugesTest.class.getClassLoader(),
                    new Class<?>[] {MetricRegistry.class},
                    (proxy, method, arguments) -> null);

            clock.advance(Duration.ofSeconds(2));
            database.run(gauges::update);

            assertThat(gauges.pending()).isEqualTo(1);
            assertThat(gauges.lagSeconds()).isEqualTo(2);
        }
    }
}
