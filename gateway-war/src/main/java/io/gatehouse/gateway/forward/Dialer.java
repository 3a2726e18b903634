package io.gatehouse.gateway.forward;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.CharCodingConfig;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.nio.ClientHttp1IOEventHandler;
import org.apache.hc.core5.http.impl.nio.ClientHttp1StreamDuplexerFactory;
import org.apache.hc.core5.http.protocol.HttpProcessorBuilder;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.net.InetAddressUtils;
import org.apache.hc.core5.reactor.DefaultConnectingIOReactor;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Makes connections to upstreams, all on the same few I/O threads. It uses the core of Apache's HTTP components, which adds nothing to a
 * message that a gateway did not put there, and passes header bytes on as they are.
 */
public final class Dialer implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Dialer.class.getName());
    private static final int BUFFER_BYTES = 16 * 1024;
    private static final int LINE_BYTES = 64 * 1024;
    private static final int HEADER_FIELDS = 200;
    private static final int RESOLVING_THREADS = 4;
    // How exactly the time for making a connection is kept.
    private static final TimeValue TIMEOUT_STEP = TimeValue.ofMilliseconds(100);

    private final Resolver resolver;
    // Resolving blocks. Only names that are not addresses, and only for new connections, come here.
    private final ExecutorService resolving =
            Executors.newFixedThreadPool(RESOLVING_THREADS, work -> daemon(work, "gatehouse-dns"));
    private final DefaultConnectingIOReactor reactor;
    private volatile boolean closed;

    /** Where a name leads at the moment. May block. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String name) throws UnknownHostException;
    }

    /** Names are resolved as the JVM does it, with its caching of some seconds. */
    public Dialer() {
        this(InetAddress::getAllByName);
    }

    Dialer(Resolver resolver) {
        this.resolver = resolver;
        Http1Config limits = Http1Config.custom()
                .setBufferSize(BUFFER_BYTES)
                .setMaxLineLength(LINE_BYTES)
                .setMaxHeaderCount(HEADER_FIELDS)
                .build();
        ClientHttp1StreamDuplexerFactory duplexers = new ClientHttp1StreamDuplexerFactory(
                HttpProcessorBuilder.create().build(),
                limits,
                // Bytes above 7F are neither checked nor changed: each is one character, both ways (RFC 9110 section
                // 5.5).
                CharCodingConfig.custom()
                        .setCharset(StandardCharsets.ISO_8859_1)
                        .build());
        reactor = new DefaultConnectingIOReactor(
                (session, attachment) -> new ClientHttp1IOEventHandler(duplexers.create(session)),
                IOReactorConfig.custom()
                        .setTcpNoDelay(true)
                        .setSelectInterval(TIMEOUT_STEP)
                        .build(),
                work -> daemon(work, "gatehouse-io"),
                null,
                this::escaped,
                null,
                null);
        reactor.start();
    }

    /**
     * Makes a connection.
     *
     * @param tls how it is secured; null for plain HTTP
     * @param timeout for each address of the host, and for the TLS handshake
     * @param callback told once, on any thread
     */
    void dial(HttpHost host, @Nullable TlsSettings tls, Duration timeout, FutureCallback<IOSession> callback) {
        Attempt attempt = new Attempt(host, tls, Timeout.of(timeout), callback);
        String name = host.getHostName();
        if (isAddress(name)) {
            attempt.resolve(InetAddress::getAllByName);
        } else {
            resolving.execute(() -> attempt.resolve(resolver));
        }
    }

    private static boolean isAddress(String name) {
        return InetAddressUtils.isIPv4(name)
                || InetAddressUtils.isIPv6(name)
                || InetAddressUtils.isIPv6URLBracketed(name);
    }

    @Override
    public void close() {
        closed = true;
        resolving.shutdownNow();
        reactor.close(CloseMode.IMMEDIATE);
    }

    private void escaped(Exception thrown) {
        // An I/O thread that is stopped while it selects says so with an exception.
        Level level = closed ? Level.DEBUG : Level.WARNING;
        LOG.log(level, "an I/O thread met what no exchange could be told", thrown);
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** One address after the other, until one takes the connection. */
    private final class Attempt implements FutureCallback<IOSession> {
        private final HttpHost host;
        private final @Nullable TlsSettings tls;
        private final Timeout timeout;
        private final FutureCallback<IOSession> callback;
        private InetAddress[] addresses = {};
        private int next;

        Attempt(HttpHost host, @Nullable TlsSettings tls, Timeout timeout, FutureCallback<IOSession> callback) {
            this.host = host;
            this.tls = tls;
            this.timeout = timeout;
            this.callback = callback;
        }

        // Whatever goes wrong must reach the caller, who holds a place in the pool for this connection.
        @SuppressWarnings("IllegalCatch")
        void resolve(Resolver names) {
            try {
                addresses = names.resolve(host.getHostName());
                connect();
            } catch (IOException | RuntimeException e) {
                callback.failed(e);
            }
        }

        private void connect() {
            int port = host.getPort() > 0 ? host.getPort() : tls == null ? 80 : 443;
            InetSocketAddress address = new InetSocketAddress(addresses[next++], port);
            var unused = reactor.connect(host, address, null, timeout, null, this);
        }

        @Override
        public void completed(IOSession session) {
            if (tls == null) {
                session.setSocketTimeout(Timeout.DISABLED);
                callback.completed(session);
            } else {
                tls.secure(session, host, timeout, callback);
            }
        }

        @Override
        @SuppressWarnings("IllegalCatch")
        public void failed(Exception cause) {
            if (next < addresses.length) {
                try {
                    connect();
                } catch (RuntimeException closed) {
                    callback.failed(closed);
                }
            } else {
                callback.failed(cause);
            }
        }

        @Override
        public void cancelled() {
            callback.cancelled();
        }
    }
}
