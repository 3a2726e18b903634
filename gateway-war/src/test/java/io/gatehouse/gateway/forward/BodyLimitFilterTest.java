package io.gatehouse.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.flow.Target;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Requests;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Access;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

/** The route of the tests takes 1024 bytes. */
class BodyLimitFilterTest {
    private final List<Request> passed = new ArrayList<>();
    private final ResponseBody source = new ResponseBody(new Buffers(), () -> {});
    private final Target target = Target.greedy();

    @Test
    void aDeclaredLengthBeyondTheLimitIsRefusedUnread() {
        Response response = send(new Body.Stream(source, 1025));

        assertThat(Objects.requireNonNull(response.refusal()).failure()).isEqualTo(Failure.BODY_TOO_LARGE);
        assertThat(passed).isEmpty();
    }

    @Test
    void aDeclaredLengthWithinTheLimitPassesUntouched() {
        Body body = new Body.Stream(source, 1024);

        assertThat(send(body).status()).isEqualTo(200);
        assertThat(passed.get(0).body()).isSameAs(body);
    }

    @Test
    void anUndeclaredBodyFlowsUpToTheLastByte() {
        send(new Body.Stream(source, -1));
        content().subscribe(target);

        source.offer(ByteBuffer.allocate(1000));
        source.offer(ByteBuffer.allocate(24));
        source.end();

        assertThat(target.received()).hasSize(1024);
        assertThat(target.isComplete()).isTrue();
    }

    @Test
    void anUndeclaredBodyIsBrokenOffAtTheFirstByteTooMany() {
        send(new Body.Stream(source, -1));
        content().subscribe(target);

        source.offer(ByteBuffer.allocate(1000));
        source.offer(ByteBuffer.allocate(25));
        source.offer(ByteBuffer.allocate(1));

        assertThat(target.received()).hasSize(1000);
        assertThat(target.failure()).isInstanceOf(BodyTooLarge.class);
    }

    private Flow.Publisher<ByteBuffer> content() {
        return ((Body.Stream) passed.get(0).body()).content();
    }

    private Response send(Body body) {
        return new BodyLimitFilter()
                .apply(Requests.of("/x", new Access.Public(), Headers.EMPTY, body), request -> {
                    passed.add(request);
                    return CompletableFuture.completedFuture(new Response(200, Headers.EMPTY, Body.EMPTY));
                })
                .toCompletableFuture()
                .join();
    }
}
