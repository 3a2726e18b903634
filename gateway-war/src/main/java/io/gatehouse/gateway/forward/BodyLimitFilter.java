package io.gatehouse.gateway.forward;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Chain;
import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Filter;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Holds request bodies to the limit of their route: at once when the length is declared, and byte by byte when not. */
public final class BodyLimitFilter implements Filter {
    @Override
    public CompletionStage<Response> apply(Request request, Chain next) {
        long limit = request.route().limits().requestBody();
        if (request.body().length() > limit) {
            return CompletableFuture.completedFuture(Failure.BODY_TOO_LARGE.because(BodyTooLarge.DETAIL));
        }
        // A declared length is kept by the server's own parser; only an undeclared one must be counted.
        if (request.body() instanceof Body.Stream stream && stream.length() < 0) {
            return next.proceed(request.with(new Body.Stream(
                    subscriber -> stream.content().subscribe(new Counting(subscriber, limit)), stream.length())));
        }
        return next.proceed(request);
    }

    @Override
    public Decision explain(Request request) {
        long limit = request.route().limits().requestBody();
        return request.body().length() > limit
                ? Decision.refuses(Failure.BODY_TOO_LARGE, "the body has more than " + limit + " bytes")
                : Decision.passes("a body may have up to " + limit + " bytes");
    }

    private static final class Counting implements Flow.Subscriber<ByteBuffer> {
        private final Flow.Subscriber<? super ByteBuffer> target;
        private long left;
        private Flow.@Nullable Subscription source;

        Counting(Flow.Subscriber<? super ByteBuffer> target, long limit) {
            this.target = target;
            this.left = limit;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            source = subscription;
            target.onSubscribe(subscription);
        }

        @Override
        public void onNext(ByteBuffer buffer) {
            left -= buffer.remaining();
            if (left >= 0) {
                target.onNext(buffer);
            } else if (source != null) {
                source.cancel();
                target.onError(new BodyTooLarge());
            }
        }

        @Override
        public void onError(Throwable thrown) {
            target.onError(thrown);
        }

        @Override
        public void onComplete() {
            target.onComplete();
        }
    }
}
