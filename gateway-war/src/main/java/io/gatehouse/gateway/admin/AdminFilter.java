package io.gatehouse.gateway.admin;

import io.gatehouse.gateway.config.GatewayConfig;
import io.gatehouse.gateway.forward.BodyCollector;
import io.gatehouse.gateway.forward.Deadlines;
import io.gatehouse.gateway.forward.UpstreamFailure;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Chain;
import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Filter;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Identity;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Match;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the gateway's own addresses below {@code /gateway/}: no route leads there. Only bearer tokens open them, which no browser sends by itself,
 * and actions need POST with JSON or nothing, so that no foreign page can act in an operator's name.
 */
public final class AdminFilter implements Filter {
    private static final String OWN = "/gateway/";
    private static final int LARGEST_BODY = 64 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Filter authentication;
    private final GatewayConfig.Admin roles;
    private final List<AdminResource> resources;
    private final Audit audit;
    private final Deadlines deadlines;
    private final Duration patience;

    /** @param authentication finds out who sends a token, and refuses bad ones */
    public AdminFilter(
            Filter authentication,
            GatewayConfig.Admin roles,
            List<AdminResource> resources,
            Audit audit,
            Deadlines deadlines) {
        this(authentication, roles, resources, audit, deadlines, PATIENCE);
    }

    /** @param patience with a body, from its head to its last byte */
    AdminFilter(
            Filter authentication,
            GatewayConfig.Admin roles,
            List<AdminResource> resources,
            Audit audit,
            Deadlines deadlines,
            Duration patience) {
        this.authentication = authentication;
        this.roles = roles;
        this.resources = List.copyOf(resources);
        this.audit = audit;
        this.deadlines = deadlines;
        this.patience = patience;
    }

    @Override
    public CompletionStage<Response> apply(Request request, Chain next) {
        if (!isOwn(request)) {
            return next.proceed(request);
        }
        // No route stands for this address, and the rules of none hold here.
        return authentication.apply(request.with(new Match.NoRoute()), this::admit);
    }

    private static boolean isOwn(Request request) {
        return request.head().path().startsWith(OWN);
    }

    private CompletionStage<Response> admit(Request request) {
        AdminResource found = find(request);
        Response refusal = refusal(request, request.identity(), found);
        if (refusal != null) {
            audit.refused(request, found, refusal);
            return CompletableFuture.completedFuture(refusal);
        }
        AdminResource resource = Objects.requireNonNull(found);
        Identity who = Objects.requireNonNull(request.identity());
        return BodyCollector.collect(request.body(), LARGEST_BODY, deadlines, patience)
                .handle((body, broken) -> broken == null
                        ? answer(resource, who, request, new Body.Bytes(body))
                        : CompletableFuture.completedFuture(withoutBody(broken)))
                .thenCompose(answer -> answer)
                .whenComplete((response, thrown) -> audit.done(request, resource, response));
    }

    private @Nullable Response refusal(Request request, @Nullable Identity who, @Nullable AdminResource resource) {
        if (who == null) {
            return Failure.TOKEN_MISSING.because("Send a token: Authorization: Bearer ...", challenge(""));
        }
        if (!AdminRole.READER.isAmong(who.groups(), roles)) {
            return forbidden();
        }
        if (resource == null) {
            return missing(request);
        }
        if (!resource.role().isAmong(who.groups(), roles)) {
            return forbidden();
        }
        String type = request.headers().first("Content-Type");
        return request.body().length() == 0 || (type != null && isJson(type))
                ? null
                : Failure.BAD_REQUEST.because("Send application/json, or nothing.");
    }

    private static boolean isJson(String type) {
        String lower = type.toLowerCase(Locale.ROOT);
        int end = lower.indexOf(';');
        return (end < 0 ? lower : lower.substring(0, end)).strip().equals("application/json");
    }

    private @Nullable AdminResource find(Request request) {
        String asked = request.head().method();
        String method = asked.equals("HEAD") ? "GET" : asked;
        for (AdminResource resource : resources) {
            if (resource.path().equals(request.head().path())
                    && resource.method().equals(method)) {
                return resource;
            }
        }
        return null;
    }

    private Response missing(Request request) {
        TreeSet<String> allowed = new TreeSet<>();
        for (AdminResource resource : resources) {
            if (resource.path().equals(request.head().path())) {
                allowed.add(resource.method());
            }
        }
        if (allowed.isEmpty()) {
            return Failure.NO_ROUTE.because("The gateway has no such address of its own.");
        }
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        String list = String.join(", ", allowed);
        return Failure.METHOD_NOT_ALLOWED.because("Allowed here: " + list + ".", Headers.of("Allow", list));
    }

    private static Response withoutBody(Throwable broken) {
        Throwable cause = broken instanceof CompletionException ? broken.getCause() : broken;
        return cause instanceof BodyCollector.TooLong
                ? Failure.BODY_TOO_LARGE.because("At most 64 KiB are accepted here.")
                : UpstreamFailure.of(broken).because("The request body did not arrive whole.");
    }

    private static CompletionStage<Response> answer(
            AdminResource resource, Identity who, Request request, Body.Bytes body) {
        try {
            return resource.answer(new AdminCall(who, request.head().query(), body));
        } catch (BadCall bad) {
            return CompletableFuture.completedFuture(Failure.BAD_REQUEST.because(String.valueOf(bad.getMessage())));
        }
    }

    private static Response forbidden() {
        return Failure.FORBIDDEN.because(
                "Your token does not name a role that this needs.", challenge(", error=\"insufficient_scope\""));
    }

    private static Headers challenge(String parameters) {
        return Headers.of("WWW-Authenticate", "Bearer realm=\"gatehouse\"" + parameters);
    }

    @Override
    public Decision explain(Request request) {
        if (!isOwn(request)) {
            return Decision.passes("");
        }
        if (request.identity() == null) {
            return Decision.refuses(Failure.TOKEN_MISSING, "The gateway's own addresses need a bearer token.");
        }
        Request described = request.with(Body.EMPTY);
        Response refusal = refusal(described, described.identity(), find(described));
        return refusal == null || refusal.refusal() == null
                ? Decision.answers("This is one of the gateway's own addresses.")
                : Decision.refuses(
                        refusal.refusal().failure(), refusal.refusal().detail());
    }
}
