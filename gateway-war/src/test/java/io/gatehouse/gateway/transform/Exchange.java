package io.gatehouse.gateway.transform;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Client;
import io.gatehouse.gateway.pipeline.Filter;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Requests;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Match;
import io.gatehouse.gateway.routing.RequestHead;
import io.gatehouse.gateway.routing.Route;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One request through one filter, with a hand-made upstream behind it. */
final class Exchange {
    final List<Request> passed = new ArrayList<>();
    Response answer = new Response(200, Headers.EMPTY, Body.EMPTY);

    Response send(Filter filter, Request request) {
        return filter.apply(request, this::pass).toCompletableFuture().join();
    }

    CompletionStage<Response> pass(Request request) {
        passed.add(request);
        return CompletableFuture.completedFuture(answer);
    }

    Request seen() {
        return passed.get(0);
    }

    static Request request(Route route, String method, String path, Headers headers, Body body) {
        return request(route, new RequestHead(method, path, null), headers, body, "http");
    }

    static Request request(Route route, RequestHead head, Headers headers, Body body, String scheme) {
        return new Request(
                Requests.ID,
                head,
                new Match.Found(route),
                new Client("192.0.2.1", scheme, "public.example"),
                headers,
                body,
                null);
    }

    static Body.Bytes bytes(String text) {
        return new Body.Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    static String header(Response response, String name) {
        return Objects.requireNonNullElse(response.headers().first(name), "");
    }
}
