package io.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second gateway in the same server, for what is below another context root. */
class TwoGatewaysIT {
    /** Behind the one after the method; of an application that has nothing to do with either. */
    private static final String TWO_SPACES = " /undeployer/none";

    @TempDir
    private Path directory;

    @SuppressWarnings("NullAway.Init")
    private SlowUpstream upstream;

    @BeforeEach
    void startUpstream() throws IOException {
        upstream = new SlowUpstream();
    }

    @AfterEach
    void stopUpstream() throws IOException {
        upstream.close();
    }

    @Test
    void bothServeAndOneRefusesForBothAndTheOneThatStaysGoesOnWithIt() throws Exception {
        String second =
                "deploy --name second --virtualservers server --contextroot /slow " + System.getProperty("it.war");
        try (OwnServer server =
                new OwnServer(directory, "{grace: 0s, patience: 5s}", second, OwnServer.undeployer(directory))) {
            server.awaitReady();
            assertThat(server.get("/slow/quick").body()).isEqualTo(SlowUpstream.ANSWER);
            assertThat(server.get("/nowhere").body()).contains("NO_ROUTE");
            double before = refused(server);
            assertThat(server.internal(TWO_SPACES)).startsWith("HTTP/1.1 400 ");
            assertThat(refused(server)).isEqualTo(before + 1);

            assertThat(server.internal("/undeployer/gateway")).endsWith("undeploy: SUCCESS");

            assertThat(server.get("/nowhere").body()).doesNotContain("NO_ROUTE");
            assertThat(server.get("/slow/quick").body()).isEqualTo(SlowUpstream.ANSWER);
            awaitStrict(server);
            before = refused(server);
            assertThat(server.internal(TWO_SPACES)).startsWith("HTTP/1.1 400 ");
            assertThat(refused(server)).as("by the one that is left").isEqualTo(before + 1);
        }
    }

    /** Within a second it looks again. */
    private static void awaitStrict(OwnServer server) throws Exception {
        for (int i = 0; i < 100 && !server.internal(TWO_SPACES).startsWith("HTTP/1.1 400 "); i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static double refused(OwnServer server) throws IOException {
        return server.metrics().sum("gatehouse_gateway_malformed_messages_total");
    }
}
