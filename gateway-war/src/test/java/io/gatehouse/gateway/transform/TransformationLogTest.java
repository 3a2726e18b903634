package io.gatehouse.gateway.transform;

import static io.gatehouse.gateway.transform.Exchange.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.forward.Deadlines;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.LogLines;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.RequestLog;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Routes;
import io.gatehouse.gateway.rules.JsonRule;
import io.gatehouse.gateway.rules.MessageRules;
import io.gatehouse.gateway.rules.Pointer;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The log line of an answer that cannot be edited. */
class TransformationLogTest {
    private static final MessageRules SECRETIVE =
            new MessageRules(MessageRules.NOTHING.headers(), List.of(new JsonRule.Remove(Pointer.of("/secret"))), 64);

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Exchange exchange = new Exchange();

    @AfterEach
    void stop() {
        clock.shutdownNow();
    }

    @Test
    void namesTheTraceAndTheIdOfTheRequest() {
        exchange.answer = new Response(200, Headers.of("Content-Type", "application/json"), bytes("no json"));
        Request request = Exchange.request(
                Routes.at("/users").response(SECRETIVE).route(), "GET", "/users", Headers.EMPTY, Body.EMPTY);

        try (LogLines lines = new LogLines(JsonTransformation.class)) {
            exchange.send(new TransformFilter(new Deadlines(clock)), request);

            assertThat(lines.written())
                    .containsExactly("WARNING TRANSFORMATION_FAILED: route "
                            + request.route().id() + ": the answer is not one JSON document with each member once"
                            + RequestLog.ids(request));
        }
    }
}
