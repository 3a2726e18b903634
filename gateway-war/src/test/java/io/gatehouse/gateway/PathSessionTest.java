package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.junit.jupiter.api.Test;

class PathSessionTest {
    /** What Payara's requests can be asked besides; its own objects are all this one here. */
    public static final class AsPayaras extends HttpServletRequestWrapper {
        private final boolean fromUrl;
        private final boolean fromCookie;
        private final Own own;

        AsPayaras(boolean fromUrl, boolean fromCookie, boolean cutOut) {
            super(ServletRequests.fake("GET", "HTTP/1.1").request());
            this.fromUrl = fromUrl;
            this.fromCookie = fromCookie;
            this.own = new Own(cutOut);
        }

        public Own getUnwrappedCoyoteRequest() {
            return own;
        }

        @Override
        public boolean isRequestedSessionIdFromURL() {
            return fromUrl;
        }

        @Override
        public boolean isRequestedSessionIdFromCookie() {
            return fromCookie;
        }
    }

    /** The server's. */
    public record Own(boolean isRequestedSessionIdFromURL) {
        public Own getCoyoteRequest() {
            return this;
        }
    }

    private static HttpServletRequest request(boolean fromUrl, boolean fromCookie, boolean cutOut) {
        return new AsPayaras(fromUrl, fromCookie, cutOut);
    }

    @Test
    void theServerTellsOfOneInThePath() {
        assertThat(PathSession.isCutOutOf(request(true, false, true))).isTrue();
        assertThat(PathSession.isCutOutOf(request(false, false, false))).isFalse();
    }

    @Test
    void aCookieDoesNotHideIt() {
        assertThat(PathSession.isCutOutOf(request(false, true, true))).isTrue();
        assertThat(PathSession.isCutOutOf(request(false, true, false))).isFalse();
    }
}
