package io.gatehouse.gateway.forward;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;

/** The MicroProfile REST Client of an upstream: one method for everything, so that a call costs what it must and no more. */
public interface UpstreamClient {
    /** POST stands for every method: the {@link ExchangeMethod} filter sets the real one. */
    @POST
    CompletionStage<Response> exchange(Object exchange);
}
