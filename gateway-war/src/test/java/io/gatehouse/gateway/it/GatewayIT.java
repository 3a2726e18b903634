package io.gatehouse.gateway.it;

import java.nio.file.Path;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;

/** The real WAR on a real Payara Micro, in all situations. One class, because every class would be another server. */
@ExtendWith(ArquillianExtension.class)
class GatewayIT
        implements Forwarding,
                Refusing,
                HostileRequests,
                Streaming,
                Identifying,
                Wire,
                WebSockets,
                WebSocketEnds,
                Securing,
                Waiting,
                Messages,
                RateLimiting,
                RoutingAndTransforming,
                Observing,
                Caching,
                Resilience,
                Administering,
                Reloading {
    @Deployment(testable = false)
    static WebArchive gateway() {
        // A copy, for the situations that change it.
        Reloading.restoreRoutes();
        Securing.certificates();
        return ShrinkWrap.createFromZipFile(
                WebArchive.class, Path.of(System.getProperty("it.war")).toFile());
    }
}
