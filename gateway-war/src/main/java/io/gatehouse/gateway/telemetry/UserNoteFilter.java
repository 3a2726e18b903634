package io.gatehouse.gateway.telemetry;

import io.gatehouse.gateway.pipeline.Chain;
import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Filter;
import io.gatehouse.gateway.pipeline.Identity;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import java.util.concurrent.CompletionStage;

/** Notes for the access log who the client is, as soon as that is known. */
public final class UserNoteFilter implements Filter {
    @Override
    public CompletionStage<Response> apply(Request request, Chain next) {
        Identity identity = request.identity();
        if (identity != null) {
            request.span().noteUser(identity.subject());
        }
        return next.proceed(request);
    }

    @Override
    public Decision explain(Request request) {
        return Decision.passes("notes the subject for the access log");
    }
}
