package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DispatchScopeTest {
    @Test
    void requestsShareOneAnswerAndItIsNo() {
        AsPayaras one = new AsPayaras(null);
        AsPayaras other = new AsPayaras(null);

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

    @Test
    void threadsThatHaveAskedKeepNothingOfAGatewayThatIsGone() throws Exception {
        WeakReference<ClassLoader> gone = sharedByOneThatIsGone();

        assertThat(Deployment.isGone(gone, () -> "nothing")).isTrue();
    }

    /** This thread lives on, as the server's do. */
    private static WeakReference<ClassLoader> sharedByOneThatIsGone() throws Exception {
        Deployment deployment = new Deployment(DispatchScope.class);
        Method share = deployment.own(DispatchScope.class).getDeclaredMethod("share", AsyncContext.class);
        share.setAccessible(true);
        AsPayaras request = new AsPayaras(null);
        share.invoke(null, request);
        assertThat(request.isDispatchInScope.get()).isFalse();
        return deployment.trace();
    }

    /** Has the scope where Payara has it, and one that is told from that of all. */
    static final class AsPayaras extends AnyContext {
        ThreadLocal<Boolean> isDispatchInScope = ThreadLocal.withInitial(() -> true);
        private final @Nullable ServletResponse response;

        AsPayaras(@Nullable ServletResponse response) {
            this.response = response;
        }

        @Override
        public @Nullable ServletResponse getResponse() {
            return response;
        }

        @Override
        public void complete() {
            // nobody waits
        }

        @Override
        public void setTimeout(long timeout) {
            // it does not take long
        }
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
        public @Nullable ServletResponse getResponse() {
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
