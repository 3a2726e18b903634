package io.gatehouse.gateway.forward;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;

/** Gives the REST client's request the method of the exchange, so that other filters and interceptors see the real one. */
final class ExchangeMethod implements ClientRequestFilter {
    @Override
    public void filter(ClientRequestContext request) {
        if (request.getEntity() instanceof Exchange exchange) {
            request.setMethod(exchange.request().method());
        }
    }
}
