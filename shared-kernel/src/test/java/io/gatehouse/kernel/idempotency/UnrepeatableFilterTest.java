package io.gatehouse.kernel.idempotency;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.problem.ProblemException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

class UnrepeatableFilterTest {
    private final MultivaluedHashMap<String, String> headers = new MultivaluedHashMap<>();
    private final ContainerRequestContext request = (ContainerRequestContext) Proxy.newProxyInstance(
            UnrepeatableFilterTest.class.getClassLoader(),
            new Class<?>[] {ContainerRequestContext.class},
            (proxy, method, arguments) -> method.getName().equals("getHeaders") ? headers : null);

    @Test
    void refusesAKeyByItsName() {
        headers.add("Idempotency-Key", "");

        assertThatThrownBy(() -> new UnrepeatableFilter().filter(request))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("VALIDATION_FAILED");
    }

    @Test
    void letsEverythingElsePass() {
        headers.add("If-Match", "*");

        assertThatCode(() -> new UnrepeatableFilter().filter(request)).doesNotThrowAnyException();
    }
}
