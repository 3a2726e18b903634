package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import org.junit.jupiter.api.Test;

class DispatchScopeTest {
    @Test
    void requestsShareOneAnswerAndItIsNo() {
        AsPayaras one = new AsPayaras();
        AsPayaras other = new AsPayaras();

        DispatchScope.share(one);
        DispatchScope.share(other);

        assertThat(one.isDispatchInScope.get()).isFalse();
        assertThat(other.isDispatchInScope).isSameAs(one.isDispatchInScope);
    }

    @Test
    void aServerThatKeepsSomethingElseThereIsLeftAsItIs() {
        OfAnotherKind other = new OfAnotherKind();
        AnyContext none = new AnyContext();

        DispatchScope.share(other);
        DispatchScope.share(none);

        assertThat(other.isDispatchInScope).isTrue();
    }

    private static final class AsPayaras extends AnyContext {
        private ThreadLocal<Boolean> isDispatchInScope = ThreadLocal.withInitial(() -> true);
    }

    private static final class OfAnotherKind extends AnyContext {
        private final boolean isDispatchInScope = Boolean.parseBoolean("true");
    }

    private static class AnyContext implements AsyncContext {
        @Override
        public ServletRequest getRequest() {
            throw new UnsupportedOperationException();
        }

        @Override
        public ServletResponse getResponse() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean hasOriginalRequestAndResponse() {
            return true;
        }

        @Override
        public void dispatch() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void dispatch(String path) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void dispatch(ServletContext context, String path) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void complete() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void start(Runnable run) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void addListener(AsyncListener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void addListener(AsyncListener listener, ServletRequest request, ServletResponse response) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T extends AsyncListener> T createListener(Class<T> type) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setTimeout(long timeout) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long getTimeout() {
            return 0;
        }
    }
}
