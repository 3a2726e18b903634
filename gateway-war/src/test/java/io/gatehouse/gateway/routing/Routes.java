package io.gatehouse.gateway.routing;

import io.gatehouse.gateway.rules.Compression;
import io.gatehouse.gateway.rules.Cors;
import io.gatehouse.gateway.rules.MessageRules;
import io.gatehouse.gateway.rules.Rewrite;
import io.gatehouse.gateway.rules.SecurityHeaders;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Routes for tests, with what does not matter to them filled in. */
public final class Routes {
    private Routes() {}

    public static Route route(String id, String path, String... methods) {
        return route(id, path, new Access.Public(), methods);
    }

    public static Route route(String id, String path, Access access, String... methods) {
        return new Making(id, path).access(access).methods(methods).route();
    }

    static Route when(String id, String path, When when, String... methods) {
        return new Making(id, path).when(when).methods(methods).route();
    }

    /** A public route that does nothing special, until it is told to. */
    public static Making at(String path) {
        return new Making("r", path);
    }

    /** A route in the making. */
    public static final class Making {
        private final String id;
        private final Predicate.Path path;
        private List<PathOddity> allowInPath = List.of();
        private Predicate methods = new Predicate.AnyMethod();
        private When when = When.ALWAYS;
        private String stripPrefix = "";
        private Rewrite rewrite = Rewrite.NOTHING;
        private MessageRules request = MessageRules.NOTHING;
        private MessageRules response = MessageRules.NOTHING;
        private @Nullable Cors cors;
        private @Nullable Compression compression;
        private SecurityHeaders securityHeaders = SecurityHeaders.DEFAULT;
        private Access access = new Access.Public();
        private Route.Limits limits = new Route.Limits(1024);
        private Duration timeout = Duration.ofSeconds(5);
        private Caching cache = new Caching.Off();
        private @Nullable Fallback fallback;
        private @Nullable FixedAnswer answer;

        Making(String id, String path) {
            boolean under = path.endsWith("/**");
            String base = under ? path.substring(0, path.length() - 3) : path;
            this.id = id;
            this.path = base.contains("{")
                    ? PathTemplate.of(base, under)
                    : under ? new Predicate.PathUnder(base) : new Predicate.PathIs(base);
        }

        public Making methods(String... names) {
            methods = names.length == 0 ? methods : new Predicate.MethodIn(List.of(names));
            return this;
        }

        Making allowInPath(PathOddity... oddities) {
            allowInPath = List.of(oddities);
            return this;
        }

        Making when(When asked) {
            when = asked;
            return this;
        }

        public Making stripPrefix(String prefix) {
            stripPrefix = prefix;
            return this;
        }

        public Making rewrite(Rewrite rules) {
            rewrite = rules;
            return this;
        }

        public Making request(MessageRules rules) {
            request = rules;
            return this;
        }

        public Making response(MessageRules rules) {
            response = rules;
            return this;
        }

        public Making cors(Cors settings) {
            cors = settings;
            return this;
        }

        public Making compression(Compression settings) {
            compression = settings;
            return this;
        }

        public Making securityHeaders(SecurityHeaders settings) {
            securityHeaders = settings;
            return this;
        }

        public Making access(Access who) {
            access = who;
            return this;
        }

        public Making limits(Route.Limits most) {
            limits = most;
            return this;
        }

        public Making cache(Caching settings) {
            cache = settings;
            return this;
        }

        public Making fallback(@Nullable Fallback standIn) {
            fallback = standIn;
            return this;
        }

        public Making answer(@Nullable FixedAnswer fixed) {
            answer = fixed;
            return this;
        }

        public Making timeout(Duration total) {
            timeout = total;
            return this;
        }

        public Route route() {
            return new Route(
                    id,
                    path,
                    allowInPath,
                    methods,
                    when,
                    answer == null ? "service" : Route.NO_UPSTREAM,
                    answer,
                    stripPrefix,
                    rewrite,
                    request,
                    response,
                    cors,
                    compression,
                    securityHeaders,
                    access,
                    limits,
                    new Route.Timeouts(timeout),
                    null,
                    Route.RateLimit.OFF,
                    cache,
                    fallback);
        }
    }
}
