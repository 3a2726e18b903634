package io.gatehouse.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.config.GatewayConfig;
import io.gatehouse.gateway.flow.Source;
import io.gatehouse.gateway.forward.Deadlines;
import io.gatehouse.gateway.forward.MalformedBody;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Chain;
import io.gatehouse.gateway.pipeline.Client;
import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Filter;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Identity;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Requests;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Match;
import io.gatehouse.gateway.routing.RequestHead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdminFilterTest {
    private static final Chain NEXT =
            request -> CompletableFuture.completedFuture(new Response(299, Headers.EMPTY, Body.EMPTY));

    private final List<AdminCall> calls = new ArrayList<>();
    private final List<String> audit = new ArrayList<>();

    /** Takes the header Authorization for the list of roles. */
    private static final class Believing implements Filter {
        @Override
        public CompletionStage<Response> apply(Request request, Chain next) {
            assertThat(request.match()).as("no route's rules hold").isInstanceOf(Match.NoRoute.class);
            String roles = request.headers().first("Authorization");
            return next.proceed(roles == null ? request : request.with(identity("ada\nfake line", roles.split(","))));
        }
    }

    private record Resource(String method, String path, AdminRole role, List<AdminCall> calls)
            implements AdminResource {
        @Override
        public CompletionStage<Response> answer(AdminCall call) throws BadCall {
            if (!call.parameters(Set.of("ok")).getOrDefault("ok", "").isEmpty()) {
                throw new BadCall("ok has no value.");
            }
            calls.add(call);
            return Answers.now(json -> json.writeStringField("path", path));
        }
    }

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AdminFilter filter = filter(Duration.ofSeconds(10));

    private AdminFilter filter(Duration patience) {
        return new AdminFilter(
                new Believing(),
                new GatewayConfig.Admin(Set.of("operator", "admin"), Set.of("reader")),
                List.of(
                        new Resource("GET", "/gateway/x", AdminRole.READER, calls),
                        new Resource("POST", "/gateway/x", AdminRole.OPERATOR, calls),
                        new Resource("POST", "/gateway/look", AdminRole.READER, calls)),
                new Audit((level, line) -> audit.add(level + " " + line)),
                new Deadlines(clock),
                patience);
    }

    @AfterEach
    void tearDown() {
        clock.shutdownNow();
    }

    @Test
    void otherAddressesAreNoneOfItsBusiness() {
        for (String path : List.of("/", "/gateway", "/gatewayx", "/api/gateway/x")) {
            assertThat(send(request("GET", path, null)).status()).isEqualTo(299);
        }
    }

    @Test
    void withoutATokenThereIsAChallengeAndNothingIsTold() {
        for (String path : List.of("/gateway/x", "/gateway/nothing", "/gateway/")) {
            Response response = send(request("GET", path, null));

            assertThat(failure(response)).isEqualTo(Failure.TOKEN_MISSING);
            assertThat(response.headers().first("WWW-Authenticate")).startsWith("Bearer");
        }
        assertThat(calls).isEmpty();
    }

    @Test
    void aReaderReadsAndAnOperatorDoesBoth() {
        assertThat(send(request("GET", "/gateway/x", "user,reader")).status()).isEqualTo(200);
        assertThat(send(request("HEAD", "/gateway/x", "reader")).status()).isEqualTo(200);
        assertThat(send(request("POST", "/gateway/look", "reader")).status()).isEqualTo(200);
        assertThat(send(request("GET", "/gateway/x", "operator")).status()).isEqualTo(200);
        assertThat(send(request("POST", "/gateway/x", "operator")).status()).isEqualTo(200);
        assertThat(send(request("POST", "/gateway/x", "admin")).status()).isEqualTo(200);
        assertThat(calls).hasSize(6);
    }

    @Test
    void whoHasNoRoleLearnsNotEvenWhatThereIs() {
        for (String path : List.of("/gateway/x", "/gateway/nothing")) {
            assertThat(failure(send(request("GET", path, "user,operators")))).isEqualTo(Failure.FORBIDDEN);
        }
        assertThat(failure(send(request("POST", "/gateway/x", "reader")))).isEqualTo(Failure.FORBIDDEN);
        assertThat(calls).isEmpty();
    }

    @Test
    void noRouteAndNoOtherMethodLeadsHere() {
        Response wrong = send(request("DELETE", "/gateway/x", "reader"));

        assertThat(failure(wrong)).isEqualTo(Failure.METHOD_NOT_ALLOWED);
        assertThat(wrong.headers().first("Allow")).isEqualTo("GET, HEAD, POST");
        assertThat(send(request("GET", "/gateway/look", "reader")).headers().first("Allow"))
                .isEqualTo("POST");
        assertThat(failure(send(request("GET", "/gateway/y", "reader")))).isEqualTo(Failure.NO_ROUTE);
    }

    @Test
    void nobodyStoresAnAnswer() {
        Headers headers = send(request("GET", "/gateway/x", "reader")).headers();

        assertThat(headers.first("Cache-Control")).isEqualTo("no-store");
        assertThat(headers.first("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void whatAForeignPageCanSendIsNotTaken() {
        Body form = new Body.Bytes("a=b".getBytes(StandardCharsets.UTF_8));
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "application/jsonp", "")) {
            Headers headers = Headers.of("Authorization", "operator", "Content-Type", type);
            assertThat(failure(send(request("POST", "/gateway/x", headers, form))))
                    .isEqualTo(Failure.BAD_REQUEST);
        }
        Headers none = Headers.of("Authorization", "operator");
        assertThat(failure(send(request("POST", "/gateway/x", none, form)))).isEqualTo(Failure.BAD_REQUEST);
        assertThat(calls).isEmpty();

        Headers json = none.with("Content-Type", "Application/JSON; charset=utf-8");
        assertThat(send(request("POST", "/gateway/x", json, form)).status()).isEqualTo(200);
        assertThat(calls.get(0).body().content()).isEqualTo("a=b".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aBodyIsCollectedAsItFlowsAndOnlyUpToItsLimit() throws Exception {
        assertThat(stream(64).status()).isEqualTo(200);
        assertThat(calls.get(0).body().length()).isEqualTo(64 * 1024);
        assertThat(failure(stream(65))).isEqualTo(Failure.BODY_TOO_LARGE);
        Body declared = new Body.Stream(subscriber -> {}, 64 * 1024 + 1);
        Headers headers = Headers.of("Authorization", "operator", "Content-Type", "application/json");
        assertThat(failure(send(request("POST", "/gateway/x", headers, declared))))
                .isEqualTo(Failure.BODY_TOO_LARGE);
    }

    @Test
    void aBodyThatIsInNoCodingIsRefused() {
        Headers headers = Headers.of("Authorization", "operator", "Content-Type", "application/json");
        Body broken = new Body.Stream(
                subscriber -> {
                    SubmissionPublisher<ByteBuffer> publisher = new SubmissionPublisher<>(Runnable::run, 1);
                    publisher.subscribe(subscriber);
                    publisher.closeExceptionally(new MalformedBody("no size"));
                },
                -1);

        assertThat(failure(send(request("POST", "/gateway/x", headers, broken))))
                .isEqualTo(Failure.BAD_REQUEST);
    }

    @Test
    void aBodyThatDoesNotComeIsNotWaitedForWithoutEnd() throws Exception {
        Source slow = new Source();
        Headers headers = Headers.of("Authorization", "operator", "Content-Type", "application/json");
        CompletionStage<Response> answer =
                filter(Duration.ofMillis(100)).apply(request("POST", "/gateway/x", headers, slow.body(10)), NEXT);
        slow.send("{");

        assertThat(failure(answer.toCompletableFuture().get(10, TimeUnit.SECONDS)))
                .isEqualTo(Failure.CLIENT_TOO_SLOW);
        assertThat(calls).isEmpty();
        assertThat(audit).singleElement().asString().contains("POST /gateway/x -> 408");
    }

    @Test
    void whoAsksForAnotherProtocolHasSentNoBody() {
        Headers headers = Headers.of("Authorization", "reader");

        assertThat(send(request("GET", "/gateway/x", headers, new Body.Tunnel(subscriber -> {})))
                        .status())
                .isEqualTo(200);
        assertThat(calls.get(0).body().length()).isZero();
    }

    @Test
    void anUnknownParameterIsRefused() {
        assertThat(send(request("GET", "/gateway/x?ok", "reader")).status()).isEqualTo(200);
        for (String query : List.of("Ok", "ok&ok", "ok&other=1", "%zz", "ok=1")) {
            assertThat(failure(send(request("GET", "/gateway/x?" + query, "reader"))))
                    .isEqualTo(Failure.BAD_REQUEST);
        }
    }

    @Test
    void actionsAndRefusedActionsAreLoggedAndNothingElse() {
        send(request("GET", "/gateway/x", "reader"));
        send(request("POST", "/gateway/look", "reader"));
        send(request("POST", "/gateway/x", null));
        send(request("POST", "/gateway/x?ok", "operator"));
        send(request("POST", "/gateway/x", "reader"));
        send(request("POST", "/gateway/x?no", "operator"));

        String who = "audit: ada?fake line (subject of issuer) from 192.0.2.1 POST /gateway/x";
        String request = " [service gateway, trace T, request " + Requests.ID + "]";
        assertThat(audit)
                .map(line -> line.replaceAll("trace [0-9a-f]{32},", "trace T,"))
                .containsExactly(
                        "INFO " + who + "?ok -> 200" + request,
                        "WARNING " + who + " -> 403" + request,
                        "INFO " + who + "?no -> 400" + request);
    }

    @Test
    void explainsWithoutCalling() {
        Request get = request("GET", "/gateway/x", null);

        assertThat(filter.explain(request("GET", "/api", null)).outcome()).isEqualTo(Decision.Outcome.PASSES);
        assertThat(filter.explain(get).refusal()).isEqualTo(Failure.TOKEN_MISSING);
        assertThat(filter.explain(get.with(identity("a", "reader"))).outcome()).isEqualTo(Decision.Outcome.ANSWERS);
        assertThat(filter.explain(request("HEAD", "/gateway/x", null).with(identity("a", "reader")))
                        .outcome())
                .isEqualTo(Decision.Outcome.ANSWERS);
        assertThat(filter.explain(get.with(identity("a", "user"))).refusal()).isEqualTo(Failure.FORBIDDEN);
        assertThat(calls).isEmpty();
        assertThat(audit).isEmpty();
    }

    private Response stream(int kibibytes) {
        CompletionStage<Response> answer;
        try (SubmissionPublisher<ByteBuffer> publisher = new SubmissionPublisher<>(Runnable::run, 128)) {
            Headers headers = Headers.of("Authorization", "operator", "Content-Type", "application/json");
            answer = filter.apply(request("POST", "/gateway/x", headers, new Body.Stream(publisher, -1)), NEXT);
            for (int i = 0; i < kibibytes; i++) {
                publisher.submit(ByteBuffer.wrap(new byte[1024]));
            }
        }
        return answer.toCompletableFuture().join();
    }

    private Response send(Request request) {
        return filter.apply(request, NEXT).toCompletableFuture().join();
    }

    private static @Nullable Failure failure(Response response) {
        return response.refusal() == null ? null : response.refusal().failure();
    }

    private static Identity identity(String name, String... roles) {
        return new Identity("issuer", "subject", name, List.of(roles), Instant.MAX, "f");
    }

    private static Request request(String method, String target, @Nullable String roles) {
        return request(method, target, roles == null ? Headers.EMPTY : Headers.of("Authorization", roles), Body.EMPTY);
    }

    private static Request request(String method, String target, Headers headers, Body body) {
        int mark = target.indexOf('?');
        return new Request(
                Requests.ID,
                new RequestHead(
                        method,
                        mark < 0 ? target : target.substring(0, mark),
                        mark < 0 ? null : target.substring(mark + 1)),
                Requests.get("/").match(),
                new Client("192.0.2.1", "http", "h"),
                headers,
                body,
                null);
    }
}
