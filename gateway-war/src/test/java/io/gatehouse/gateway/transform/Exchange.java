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
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

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

    /** A body of undeclared length that comes in parts, each when it is asked for. */
    static Body.Stream parts(String... parts) {
        return new Body.Stream(new Parts(List.of(parts)), -1);
    }

    static String text(Body body) {
        return new String(read(body), StandardCharsets.UTF_8);
    }

    static byte[] read(Body body) {
        if (body instanceof Body.Bytes bytes) {
            return bytes.content();
        }
        Reader reader = new Reader();
        ((Body.Stream) body).content().subscribe(reader);
        return reader.all.toByteArray();
    }

    /** Publishes parts; keeps to the rule of one part for one request. */
    static class Parts implements Flow.Publisher<ByteBuffer>, Flow.Subscription {
        private final List<String> parts;
        private Flow.@Nullable Subscriber<? super ByteBuffer> target;
        private int next;
        boolean cancelled;

        Parts(List<String> parts) {
            this.parts = parts;
        }

        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
            target = subscriber;
            subscriber.onSubscribe(this);
        }

        @Override
        public void request(long n) {
            if (cancelled || target == null) {
                return;
            }
            int at = next++;
            if (at < parts.size()) {
                target.onNext(ByteBuffer.wrap(parts.get(at).getBytes(StandardCharsets.UTF_8)));
            } else if (at == parts.size()) {
                target.onComplete();
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    /** Reads all, part by part. */
    static final class Reader implements Flow.Subscriber<ByteBuffer> {
        final ByteArrayOutputStream all = new ByteArrayOutputStream();
        boolean complete;
        private Flow.@Nullable Subscription source;

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            source = subscription;
            subscription.request(1);
        }

        @Override
        public void onNext(ByteBuffer part) {
            byte[] bytes = new byte[part.remaining()];
            part.get(bytes);
            all.writeBytes(bytes);
            if (source != null) {
                source.request(1);
            }
        }

        @Override
        public void onError(Throwable thrown) {
            throw new IllegalStateException(thrown);
        }

        @Override
        public void onComplete() {
            complete = true;
        }
    }

    static String header(Response response, String name) {
        return Objects.requireNonNullElse(response.headers().first(name), "");
    }
}
