package io.gatehouse.gateway.upstream;

import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import org.jspecify.annotations.Nullable;

/** Keeps what belongs together with one instance for as long as that can be chosen; everything else goes in turn. */
abstract sealed class Sticky implements LoadBalancer {
    private final RoundRobin others = new RoundRobin();

    /** The index of the instance that a request belongs to; -1 when to none that can be chosen. */
    abstract int home(Request request, Candidates candidates, long tried);

    @Override
    public int choose(Request request, Candidates candidates, long tried) {
        int home = home(request, candidates, tried);
        return home >= 0 ? home : others.choose(request, candidates, tried);
    }

    @Override
    public void withdraw(Request request, Candidates candidates, long tried) {
        if (home(request, candidates, tried) < 0) {
            others.withdraw(request, candidates, tried);
        }
    }

    @Override
    public int peek(Request request, Candidates candidates) {
        int home = home(request, candidates, 0);
        return home >= 0 ? home : others.peek(request, candidates);
    }

    /**
     * By the value of a header. Rendezvous hashing: each instance draws a number for the value and the highest wins, so when one goes only its
     * own values move, each to whoever came second.
     */
    static final class ByHeader extends Sticky {
        private final String header;

        ByHeader(String header) {
            this.header = header;
        }

        @Override
        int home(Request request, Candidates candidates, long tried) {
            String value = request.headers().first(header);
            if (value == null) {
                return -1;
            }
            long hash = Hashes.of(value);
            int best = -1;
            double highest = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < candidates.size(); i++) {
                if (candidates.share(i, tried) > 0) {
                    double drawn = draw(hash, candidates.get(i));
                    if (drawn > highest) {
                        highest = drawn;
                        best = i;
                    }
                }
            }
            return best;
        }

        // Weighted rendezvous hashing: -w / ln(u) is the highest with a probability proportional to w.
        private static double draw(long hash, Instance instance) {
            double fraction = Hashes.fraction(Hashes.mix(hash ^ Hashes.of(instance.key())));
            return -instance.weight() / Math.log(fraction);
        }
    }

    /** By a cookie of the gateway's own, which names the instance and lives as long as the browser's session. */
    static final class ByCookie extends Sticky {
        private final String cookie;

        ByCookie(String cookie) {
            this.cookie = cookie;
        }

        @Override
        int home(Request request, Candidates candidates, long tried) {
            String key = value(request.headers());
            for (int i = 0; key != null && i < candidates.size(); i++) {
                if (candidates.get(i).key().equals(key) && candidates.share(i, tried) > 0) {
                    return i;
                }
            }
            return -1;
        }

        @Override
        public Response mark(Request request, Instance instance, Response response) {
            if (instance.key().equals(value(request.headers()))) {
                return response;
            }
            Headers.Builder headers = new Headers.Builder();
            response.headers().forEach(headers::add);
            String secure = "https".equals(request.client().scheme()) ? "; Secure" : "";
            headers.add("Set-Cookie", cookie + "=" + instance.key() + "; Path=/; HttpOnly; SameSite=Lax" + secure);
            return response.with(headers.build());
        }

        private @Nullable String value(Headers headers) {
            String pairs = headers.first("Cookie");
            for (int from = 0; pairs != null && from < pairs.length(); ) {
                int semicolon = pairs.indexOf(';', from);
                int to = semicolon < 0 ? pairs.length() : semicolon;
                String pair = pairs.substring(from, to).strip();
                if (pair.startsWith(cookie) && pair.startsWith("=", cookie.length())) {
                    return pair.substring(cookie.length() + 1);
                }
                from = to + 1;
            }
            return null;
        }
    }
}
