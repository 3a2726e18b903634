package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletConnection;
import jakarta.servlet.ServletRequest;
import java.lang.reflect.Proxy;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EndedConnectionsTest {
    private long now;
    private final EndedConnections ended = new EndedConnections(() -> now);

    private static ServletRequest on(String id) {
        ServletConnection connection = fake(ServletConnection.class, "getConnectionId", id);
        return fake(ServletRequest.class, "getServletConnection", connection);
    }

    private static <T> T fake(Class<T> type, String method, Object answer) {
        return type.cast(Proxy.newProxyInstance(
                EndedConnectionsTest.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, called, arguments) -> called.getName().equals(method) ? answer : null));
    }

    @Test
    void whatFollowsOnTheSameConnectionIsKnown() {
        assertThat(ended.contain(on("1"))).isFalse();

        ended.endWith(on("1"));

        assertThat(ended.contain(on("1"))).isTrue();
        assertThat(ended.contain(on("2"))).isFalse();
    }

    @Test
    void whatEndedLongAgoIsForgotten() {
        ended.endWith(on("1"));
        now += TimeUnit.SECONDS.toNanos(9);
        ended.endWith(on("2"));
        assertThat(ended.size()).isEqualTo(2);

        now += TimeUnit.SECONDS.toNanos(9);
        ended.endWith(on("3"));

        assertThat(ended.contain(on("1"))).isFalse();
        assertThat(ended.contain(on("2"))).isTrue();
        assertThat(ended.contain(on("3"))).isTrue();
    }
}
