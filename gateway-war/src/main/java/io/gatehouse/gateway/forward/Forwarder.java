package io.gatehouse.gateway.forward;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Chain;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.RequestLog;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.rules.Rewrite;
import io.gatehouse.gateway.upstream.Attempt;
import io.gatehouse.gateway.upstream.Instance;
import io.gatehouse.gateway.upstream.Upstream;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The end of the pipeline: sends the request to its upstream and brings the answer back. */
public final class Forwarder implements Chain {
    private static final RequestLog LOG = RequestLog.of(Forwarder.class);

    private final Map<String, Destination> destinations = new HashMap<>();

    /** @param pools the connections of each upstream, by its name */
    public Forwarder(Iterable<Upstream> upstreams, Function<String, ConnectionPool> pools, UpstreamSockets sockets) {
        for (Upstream upstream : upstreams) {
            destinations.put(upstream.name(), new Destination(upstream, pools.apply(upstream.name()), sockets));
        }
    }

    @Override
    public CompletionStage<Response> proceed(Request clientRequest) {
        Destination destination = destinations.get(clientRequest.route().upstream());
        if (destination == null) {
            throw new IllegalStateException(
                    "no upstream " + clientRequest.route().upstream());
        }
        return destination.upstream.ask(clientRequest, destination::send);
    }

    private static Response failed(Request request, Throwable thrown) {
        Response response = UpstreamFailure.response(thrown, request.route().upstream());
        Failure failure = UpstreamFailure.of(thrown);
        LOG.log(
                failure == Failure.UPSTREAM_BROKEN ? Level.WARNING : Level.DEBUG,
                request,
                () -> failure + ": route " + request.route().id() + ": " + thrown);
        return response;
    }

    private record Destination(Upstream upstream, ConnectionPool pool, UpstreamSockets sockets) {
        CompletionStage<Response> send(Request clientRequest, Attempt attempt) {
            Instance instance = attempt.instance();
            Exchange exchange = new Exchange(attempt.ending());
            if (clientRequest.body() instanceof Body.Tunnel tunnel) {
                // What flows then is no answer that could break off.
                attempt.ending().ended(null);
                return sockets.open(upstream.name(), toUpstream(clientRequest, instance, attempt.timeLeft()), tunnel)
                        .exceptionally(thrown -> failed(clientRequest, thrown))
                        .thenApply(response -> response.with(exchange.origin(upstream.name(), attempt)));
            }
            pool.start(toUpstream(clientRequest, instance, attempt.timeLeft()), exchange);
            return exchange.answer().handle((upstreamResponse, thrown) -> {
                Response response = upstreamResponse == null
                        ? failed(clientRequest, thrown)
                        : toClient(upstreamResponse, clientRequest, instance);
                return response.with(exchange.origin(upstream.name(), attempt));
            });
        }

        private UpstreamRequest toUpstream(Request clientRequest, Instance instance, Duration timeLeft) {
            Headers.Builder headers = new Headers.Builder();
            clientRequest.headers().forEach(headers::add);
            ForwardedHeaders.write(clientRequest.client(), clientRequest.span().protocol(), headers);
            return new UpstreamRequest(
                    clientRequest
                            .route()
                            .rewrite()
                            .methodOf(clientRequest.head().method()),
                    instance.host(),
                    UpstreamTarget.of(instance.basePath(), clientRequest.route(), clientRequest.head()),
                    headers.build(),
                    clientRequest.body(),
                    clientRequest.route().timeouts().within(timeLeft),
                    clientRequest.client().presence());
        }

        private Response toClient(Response upstreamResponse, Request clientRequest, Instance instance) {
            Headers headers = publicAddress(upstreamResponse.headers(), "Location", clientRequest, instance);
            headers = publicAddress(headers, "Content-Location", clientRequest, instance);
            return upstreamResponse.with(headers);
        }

        private Headers publicAddress(Headers headers, String name, Request clientRequest, Instance instance) {
            String location = headers.first(name);
            Rewrite rewrite = clientRequest.route().rewrite();
            // From a path of the route's own making there is no way back.
            return location == null || rewrite.path() != null
                    ? headers
                    : headers.with(
                            name,
                            LocationRewrite.toPublic(
                                    location,
                                    upstream.urls(),
                                    instance.basePath(),
                                    rewrite.addPrefix(),
                                    clientRequest.route().stripPrefix()));
        }
    }
}
