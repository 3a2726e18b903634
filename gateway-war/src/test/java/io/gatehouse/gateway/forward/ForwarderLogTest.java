package io.gatehouse.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.config.ConfigReader;
import io.gatehouse.gateway.config.GatewayConfig;
import io.gatehouse.gateway.pipeline.LogLines;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.RequestLog;
import io.gatehouse.gateway.pipeline.Requests;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Match;
import io.gatehouse.gateway.upstream.Surroundings;
import io.gatehouse.gateway.upstream.Upstream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The log line of an upstream's failure. */
class ForwarderLogTest {
    private final RawUpstream upstream = new RawUpstream();
    private final Calls calls = new Calls();
    private final LogLines lines = new LogLines(Forwarder.class);

    @AfterEach
    void tearDown() throws Exception {
        lines.close();
        calls.close();
        upstream.close();
    }

    @Test
    void aBrokenAnswerIsLoggedUnderTheTraceAndTheIdOfItsRequest() throws Exception {
        upstream.then(connection -> {
            connection.head();
            connection.say("nonsense\r\n\r\n");
        });
        GatewayConfig config =
                ConfigReader.read("test", """
                issuers: []
                tokenExchange: {keys: keys}
                upstreams: {u: {url: "%s"}}
                routes:
                  - {id: r, path: /**, upstream: u, access: public}
                """.formatted(upstream.host().toURI()), ignored -> Optional.empty());
        Request request =
                Requests.get("/x").with(new Match.Found(config.routes().get(0)));

        Response response =
                forwarder(config).proceed(request).toCompletableFuture().get(15, TimeUnit.SECONDS);

        assertThat(response.status()).isEqualTo(502);
        assertThat(lines.written())
                .singleElement()
                .asString()
                .startsWith("WARNING UPSTREAM_BROKEN: route r: ")
                .endsWith(RequestLog.ids(request))
                .endsWith("trace " + request.span().trace().trace() + ", request " + Requests.ID + "]");
    }

    private Forwarder forwarder(GatewayConfig config) {
        Upstream asked = new Upstream(
                "u",
                config.upstreams().values().iterator().next(),
                new Surroundings(url -> new CompletableFuture<>(), calls.clock, System::nanoTime, () -> 0.5));
        return new Forwarder(List.of(asked), name -> calls.pool, new UpstreamSockets(name -> calls.pool));
    }
}
