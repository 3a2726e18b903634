package io.gatehouse.gateway.transform;

import io.gatehouse.gateway.forward.Deadlines;
import io.gatehouse.gateway.pipeline.Chain;
import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Filter;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.routing.Route;
import io.gatehouse.gateway.rules.MessageRules;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/** Applies the rules of the route to the request, and to what comes back. What the gateway itself answers stays as it is. */
public final class TransformFilter implements Filter {
    private final JsonTransformation json;

    /** @param deadlines end the wait for a request body that is needed whole */
    public TransformFilter(Deadlines deadlines) {
        json = new JsonTransformation(deadlines);
    }

    @Override
    public CompletionStage<Response> apply(Request request, Chain next) {
        Route route = request.route();
        if (route.request().changesNothing() && route.response().changesNothing()) {
            return next.proceed(request);
        }
        Request asked = request.with(HeaderEdit.of(route.request().headers(), request.headers(), variables(request)));
        asked = route.response().changesNoBody() ? asked : JsonTransformation.readable(asked);
        // What a route hides is hidden in interim answers, too.
        asked = route.response().headers().changesNothing()
                ? asked
                : asked.with(asked.client()
                        .hearing(fields -> HeaderEdit.of(route.response().headers(), fields, variables(request))));
        Chain end = route.response().changesNothing()
                ? next
                : sent -> next.proceed(sent).thenCompose(response -> comeBack(request, response));
        return route.request().changesNoBody() ? end.proceed(asked) : json.ofRequest(asked, end);
    }

    private CompletionStage<Response> comeBack(Request request, Response response) {
        if (response.refusal() != null) {
            return CompletableFuture.completedFuture(response);
        }
        MessageRules rules = request.route().response();
        Response edited = response.with(HeaderEdit.of(rules.headers(), response.headers(), variables(request)));
        return rules.changesNoBody() ? CompletableFuture.completedFuture(edited) : json.ofResponse(request, edited);
    }

    @Override
    public Decision explain(Request request) {
        Route route = request.route();
        return Decision.passes("the request: " + words(route.request()) + "; the answer: " + words(route.response()));
    }

    private static String words(MessageRules rules) {
        MessageRules.HeaderRules headers = rules.headers();
        int fields = headers.set().size()
                + headers.setIfAbsent().size()
                + headers.add().size()
                + headers.remove().size()
                + headers.rename().size();
        return fields + " header rules, " + rules.json().size() + " JSON rules";
    }

    private static UnaryOperator<String> variables(Request request) {
        return name -> request.route().variable(name, request.head().path());
    }
}
