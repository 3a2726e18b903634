package io.gatehouse.gateway.forward;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.async.MinimalHttpAsyncClient;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.nio.AsyncClientEndpoint;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.config.H2Config;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * The connections to all upstreams, on a few I/O threads. The client underneath is HttpClient's minimal one: no redirects, cookies,
 * authentication, decompression or retries, for a gateway passes those on.
 */
public final class ConnectionPool implements AutoCloseable {
    // For each host and port: services of one server share them. Each costs a socket and no thread.
    private static final int CONNECTIONS_PER_HOST = 4_096;
    private static final int BUFFER_BYTES = 16 * 1024;
    private static final int LINE_BYTES = 64 * 1024;
    private static final int HEADER_FIELDS = 200;

    private final MinimalHttpAsyncClient client;
    private final Deadlines deadlines;

    /**
     * Opens the pool, with no connection yet.
     *
     * @param connect the time that making a connection may take
     * @param deadlines ends exchanges that take too long
     */
    public ConnectionPool(Duration connect, Deadlines deadlines) {
        this.deadlines = deadlines;
        ConnectionConfig connections = ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(connect))
                .setSocketTimeout(Timeout.DISABLED)
                .setValidateAfterInactivity(TimeValue.of(1, TimeUnit.SECONDS))
                .build();
        client = HttpAsyncClients.createMinimal(
                H2Config.DEFAULT,
                Http1Config.custom()
                        .setBufferSize(BUFFER_BYTES)
                        .setMaxLineLength(LINE_BYTES)
                        .setMaxHeaderCount(HEADER_FIELDS)
                        .build(),
                IOReactorConfig.custom().setTcpNoDelay(true).build(),
                PoolingAsyncClientConnectionManagerBuilder.create()
                        .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                        .setMaxConnPerRoute(CONNECTIONS_PER_HOST)
                        .setMaxConnTotal(8 * CONNECTIONS_PER_HOST)
                        .setDefaultConnectionConfig(connections)
                        .setDefaultTlsConfig(TlsConfig.custom()
                                .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                                .build())
                        .build());
        client.start();
    }

    void start(UpstreamRequest request, UpstreamCall.Listener listener) {
        UpstreamCall call = new UpstreamCall(request, listener, deadlines::forget);
        deadlines.watch(call, request.total());
        HttpClientContext context = HttpClientContext.create();
        // What comes of it comes to the callback.
        var unused = client.lease(request.host(), context, new FutureCallback<>() {
            @Override
            public void completed(AsyncClientEndpoint connection) {
                call.begin(connection, context);
            }

            @Override
            public void failed(Exception cause) {
                call.abort(cause);
            }

            @Override
            public void cancelled() {
                call.cancel();
            }
        });
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }
}
