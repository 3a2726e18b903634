package io.gatehouse.gateway.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;

/** The real WAR on a real Payara Micro, in all situations. One class, because every class would be another server. */
@ExtendWith(ArquillianExtension.class)
class GatewayIT
        implements Forwarding,
                Refusing,
                HostileRequests,
                Strictness,
                Streaming,
                Identifying,
                Wire,
                WebSocketHandshakes,
                WebSocketMessages,
                WebSocketEnds,
                Securing,
                Waiting,
                LeavingClients,
                Messages,
                InterimAnswers,
                StrictnessBehindTls,
                RateLimiting,
                RateKinds,
                BadTokens,
                TokenAlgorithms,
                OddKeySets,
                SeveralIssuers,
                Protecting,
                Adapting,
                Interplaying,
                Probing,
                RoutingAndTransforming,
                TellingBrowsers,
                Observing,
                Caching,
                CachingByDirective,
                CachingOverChanges,
                CachingOverTrouble,
                Resilience,
                StandingIn,
                Administering,
                Measuring,
                Forgetting,
                Explaining,
                LoggedWebSockets,
                ProblemTypes,
                Holding,
                KeptTokens,
                MovingNames,
                TimeWindows,
                BoundedBuckets,
                Reloading {
    @Deployment(testable = false)
    static WebArchive gateway() {
        // A copy, for the situations that change it.
        Reloading.restoreRoutes();
        Securing.certificates();
        prepare();
        return ShrinkWrap.create(WebArchive.class, "nothing.war").addAsWebResource(EmptyAsset.INSTANCE, "empty.txt");
    }

    /**
     * Has the gateway deployed as in production, on the public virtual server alone: what Arquillian deploys is started once for each virtual
     * server. And the log begins anew.
     */
    private static void prepare() {
        try {
            Files.deleteIfExists(Observing.LOG);
            MovingNames.lead(MovingNames.FIRST);
            Files.writeString(
                    Path.of(System.getProperty("it.directory"), "postboot.asadmin"),
                    "deploy --name gateway --virtualservers server --contextroot / " + System.getProperty("it.war")
                            + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
