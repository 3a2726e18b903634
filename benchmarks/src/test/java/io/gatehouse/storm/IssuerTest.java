package io.gatehouse.storm;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.Requests;
import io.gatehouse.gateway.auth.Authentication;
import io.gatehouse.gateway.config.ConfigReader;
import io.gatehouse.gateway.config.GatewayConfig;
import io.gatehouse.gateway.config.Inheritance;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Chain;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Pipeline;
import io.gatehouse.gateway.pipeline.Refusal;
import io.gatehouse.gateway.pipeline.Response;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The storm's tokens before the gateway's own filter, with the issuer that the storm's routes name. */
class IssuerTest {
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void theGatewayTakesItsTokensAndNoneOfTheBadOnes(@TempDir Path keys) throws Exception {
        int port = freePort();
        GatewayConfig config = ConfigReader.read("storm", Routes.text(port - 31), name -> Optional.of(keys.toString()));
        Authentication authentication =
                Authentication.of(config, Inheritance.none(), any -> this::fetch, InstantSource.system());
        Chain chain = Pipeline.of(
                List.of(authentication.authentication()),
                request -> CompletableFuture.completedFuture(new Response(200, Headers.EMPTY, Body.EMPTY)));

        try (Issuer issuer = new Issuer(port)) {
            assertThat(outcome(chain, config, issuer.good("anna"))).isEqualTo(Client.GOOD);
            assertThat(issuer.bad())
                    .hasSize(4)
                    .allSatisfy(bad -> assertThat(outcome(chain, config, bad)).isEqualTo(Errand.REFUSED));
        }
    }

    private static String outcome(Chain chain, GatewayConfig config, Bearer bearer) throws Exception {
        Headers headers = Headers.of("Authorization", "Bearer " + bearer.token());
        Response response = chain.proceed(Requests.get(config, "/steady/1/1", headers))
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        Refusal refusal = response.refusal();
        return response.status()
                + (refusal == null ? "" : refusal.failure().type().replace("/problems/", " "));
    }

    private CompletionStage<String> fetch(URI url) {
        return client.sendAsync(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString())
                .thenApply(HttpResponse::body);
    }

    private static int freePort() throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
