package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThatCode;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClientConnectionTest {
    @Test
    void aRequestThatTheServerHasTakenBackIsLeftAlone() {
        assertThatCode(() -> ClientConnection.cut(new TakenBack())).doesNotThrowAnyException();
    }

    @Test
    void aServerThatIsNotPayaraIsOnlyReported() {
        assertThatCode(() -> ClientConnection.cut(anyRequest())).doesNotThrowAnyException();
    }

    static ServletRequest anyRequest() {
        return (ServletRequest) Proxy.newProxyInstance(
                ClientConnectionTest.class.getClassLoader(),
                new Class<?>[] {ServletRequest.class},
                (proxy, method, arguments) -> null);
    }

    /** As Payara's is when its connection has ended. */
    public static final class TakenBack extends ServletRequestWrapper {
        TakenBack() {
            super(anyRequest());
        }

        public @Nullable Object getUnwrappedCoyoteRequest() {
            return null;
        }
    }
}
