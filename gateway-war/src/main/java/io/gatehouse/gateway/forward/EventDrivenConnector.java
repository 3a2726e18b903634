package io.gatehouse.gateway.forward;

import io.gatehouse.gateway.pipeline.Response;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.core.Configuration;
import jakarta.ws.rs.core.Response.Status;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.glassfish.jersey.client.ClientRequest;
import org.glassfish.jersey.client.ClientResponse;
import org.glassfish.jersey.client.spi.AsyncConnectorCallback;
import org.glassfish.jersey.client.spi.Connector;
import org.glassfish.jersey.client.spi.ConnectorProvider;
import org.jspecify.annotations.Nullable;

/** Puts the REST client on the event-driven connection pool: an exchange in flight occupies no thread. */
final class EventDrivenConnector implements Connector, ConnectorProvider {
    private final ConnectionPool pool;

    EventDrivenConnector(ConnectionPool pool) {
        this.pool = pool;
    }

    @Override
    public Connector getConnector(Client client, Configuration configuration) {
        return this;
    }

    @Override
    public Future<?> apply(ClientRequest request, AsyncConnectorCallback callback) {
        Exchange exchange = (Exchange) request.getEntity();
        pool.start(exchange.request(), new UpstreamCall.Listener() {
            @Override
            public void connected() {
                exchange.connected();
            }

            @Override
            public void answered(Response upstreamResponse) {
                exchange.answer(upstreamResponse);
                callback.response(new ClientResponse(statusOf(upstreamResponse), request));
            }

            @Override
            public void failed(Throwable cause) {
                callback.failure(cause);
            }

            @Override
            public void ended(@Nullable Throwable cause) {
                exchange.ended(cause);
            }
        });
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public ClientResponse apply(ClientRequest request) {
        throw new UnsupportedOperationException("the gateway never waits for an upstream");
    }

    /** Statuses that nobody registered have no constant; they matter to the client all the same, and the exchange keeps them. */
    private static Status statusOf(Response response) {
        Status status = Status.fromStatusCode(response.status());
        return status == null ? Status.OK : status;
    }

    @Override
    public String getName() {
        return "Gatehouse event-driven connector";
    }

    @Override
    public void close() {
        // The pool belongs to all upstreams and is closed with the gateway.
    }
}
