package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.admin.Reloads;
import io.gatehouse.gateway.config.ConfigSource;
import io.gatehouse.gateway.telemetry.Figures;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayServletTest {
    @TempDir
    private Path keys;

    private final AtomicInteger completed = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();

    @Test
    void aRequestEndsThoughItsAnswerCannotBeWritten() throws Exception {
        AsyncContext async = answering(
                AsyncContext.class,
                Map.of("complete", completed::incrementAndGet, "getResponse", GatewayServletTest::response));

        serve(async);

        assertThat(completed).hasValue(1);
        assertThat(broken).as("answered, and broken").hasValue(2);
    }

    @Test
    void noRequestHasADispatchScopeOfItsOwn() throws Exception {
        DispatchScopeTest.AsPayaras async = new DispatchScopeTest.AsPayaras(response());

        serve(async);

        assertThat(async.isDispatchInScope.get()).isFalse();
    }

    private void serve(AsyncContext async) throws Exception {
        String config = "{issuers: [], tokenExchange: {keys: '" + keys + "'}, upstreams: {}, routes: []}";
        Reloads reloads = new Reloads(
                ConfigSource.builtIn("test", () -> new ByteArrayInputStream(config.getBytes(StandardCharsets.UTF_8))),
                name -> Optional.empty(),
                InstantSource.system(),
                List.of());
        try (Gateway gateway = new Gateway(reloads, new Figures(metrics()))) {
            new GatewayServlet(gateway).service(request(async), response());
        }
    }

    private MetricRegistry metrics() {
        Counter counter = answering(Counter.class, Map.of("inc", broken::incrementAndGet));
        return answering(MetricRegistry.class, Map.of("counter", () -> counter));
    }

    private static HttpServletRequest request(AsyncContext async) {
        Map<String, Supplier<Object>> answers = new HashMap<>();
        answers.put("getMethod", () -> "GET");
        answers.put("getRequestURI", () -> "/health/live");
        answers.put("getProtocol", () -> "HTTP/1.0");
        answers.put("getRemoteAddr", () -> "192.0.2.1");
        answers.put("getScheme", () -> "http");
        answers.put("getContentLengthLong", () -> 0L);
        answers.put("isRequestedSessionIdFromURL", () -> false);
        answers.put("isRequestedSessionIdFromCookie", () -> false);
        answers.put("getHeaderNames", Collections::emptyEnumeration);
        answers.put("getHeaders", Collections::emptyEnumeration);
        answers.put("startAsync", () -> async);
        return answering(HttpServletRequest.class, answers);
    }

    private static HttpServletResponse response() {
        return answering(HttpServletResponse.class, Map.of("addHeader", () -> {
            throw new IllegalArgumentException("not a header");
        }));
    }

    /** What gives these answers, by method name, and null to everything else. */
    private static <T> T answering(Class<T> type, Map<String, Supplier<Object>> answers) {
        return type.cast(Proxy.newProxyInstance(
                GatewayServletTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Supplier<Object> answer = answers.get(method.getName());
                    Object given = answer == null ? null : answer.get();
                    return method.getReturnType() == void.class ? null : given;
                }));
    }
}
