package io.gatehouse.gateway.forward;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
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
import org.apache.hc.core5.reactor.IOEventHandler;
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
    private static final int LINE_BYTES = 64 * 1024;
    private static final int HEADER_FIELDS = 200;
    // How exactly the time for making a connection is kept.
    private static final TimeValue TIMEOUT_STEP = TimeValue.ofMilliseconds(100);

    private final Resolver resolver;
    // Resolving blocks. Only names that are not addresses, and only for new connections, come here: one thread for each
    // name that is being looked up, so that a name whose servers are silent holds up nobody else.
    private final ExecutorService resolving = Executors.newCachedThreadPool(work -> daemon(work, "gatehouse-dns"));
    private final Map<String, CompletableFuture<InetAddress[]>> lookups = new ConcurrentHashMap<>();
    private final Set<Attempt> attempts = ConcurrentHashMap.newKeySet();
    private final Map<Integer, ClientHttp1StreamDuplexerFactory> duplexers = new ConcurrentHashMap<>();
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
        reactor = new DefaultConnectingIOReactor(
                (session, duplexer) ->
                        new ClientHttp1IOEventHandler(((ClientHttp1StreamDuplexerFactory) duplexer).create(session)),
                IOReactorConfig.custom()
                        .setTcpNoDelay(true)
                        .setSelectInterval(TIMEOUT_STEP)
                        .build(),
                work -> daemon(work, "gatehouse-io"),
                null,
                this::escaped,
                null,
                Dialer::cut);
        reactor.start();
    }

    private static ClientHttp1StreamDuplexerFactory duplexer(int buffer) {
        Http1Config limits = Http1Config.custom()
                .setBufferSize(buffer)
                .setMaxLineLength(LINE_BYTES)
                .setMaxHeaderCount(HEADER_FIELDS)
                .build();
        // Bytes above 7F are neither checked nor changed: each is one character, both ways (RFC 9110 section 5.5).
        CharCodingConfig bytes = CharCodingConfig.custom()
                .setCharset(StandardCharsets.ISO_8859_1)
                .build();
        return new ClientHttp1StreamDuplexerFactory(
                HttpProcessorBuilder.create().build(), limits, bytes);
    }

    /**
     * Makes a connection.
     *
     * @param settings how it is secured, and how large its buffers are
     * @param timeout for looking up the host's name, for each of its addresses, and for the TLS handshake
     * @param callback told once, on any thread; {@code cancelled} when this is being closed
     */
    void dial(HttpHost host, ConnectionPool.Settings settings, Duration timeout, FutureCallback<IOSession> callback) {
        Attempt attempt = new Attempt(host, settings, Timeout.of(timeout), callback);
        attempts.add(attempt);
        if (closed) {
            attempt.cancelled();
            return;
        }
        String name = host.getHostName();
        try {
            if (isAddress(name)) {
                attempt.begin(InetAddress.getAllByName(name));
            } else {
                var unused = lookup(name)
                        .copy()
                        .orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS)
                        .whenComplete(attempt::begin);
            }
        } catch (IOException | RejectedExecutionException failed) {
            attempt.end(failed);
        }
    }

    /** Whoever asks for a name while it is being looked up waits for the same answer. */
    private CompletableFuture<InetAddress[]> lookup(String name) {
        return lookups.computeIfAbsent(name, one -> {
            CompletableFuture<InetAddress[]> answer = new CompletableFuture<>();
            resolving.execute(() -> resolve(one, answer));
            return answer;
        });
    }

    // Whatever goes wrong must reach the callers, who hold places in pools for their connections.
    @SuppressWarnings("IllegalCatch")
    private void resolve(String name, CompletableFuture<InetAddress[]> answer) {
        try {
            InetAddress[] addresses = resolver.resolve(name);
            lookups.remove(name, answer);
            answer.complete(addresses);
        } catch (IOException | RuntimeException e) {
            lookups.remove(name, answer);
            answer.completeExceptionally(e);
        }
    }

    private static boolean isAddress(String name) {
        return InetAddressUtils.isIPv4(name)
                || InetAddressUtils.isIPv6(name)
                || InetAddressUtils.isIPv6URLBracketed(name);
    }

    /** Breaks off what is in flight. The I/O threads do that, and end, shortly after this has returned. */
    @Override
    public void close() {
        closed = true;
        attempts.forEach(Attempt::cancelled);
        resolving.shutdownNow();
        // Connections that are closed from here, and not by their own threads, tell nobody.
        reactor.initiateShutdown();
    }

    private static void cut(IOSession session) {
        IOEventHandler handler = session.getHandler();
        if (handler != null) {
            handler.exception(session, new CancellationException("the gateway is being closed"));
        }
        session.close(CloseMode.IMMEDIATE);
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

    /** One address after the other, until one takes the connection; then the TLS handshake, if there is to be one. */
    private final class Attempt implements FutureCallback<IOSession> {
        private final HttpHost host;
        private final @Nullable TlsSettings tls;
        private final ClientHttp1StreamDuplexerFactory duplexer;
        private final Timeout timeout;
        private final FutureCallback<IOSession> callback;
        private final AtomicBoolean over = new AtomicBoolean();
        private InetAddress[] addresses = {};
        private int next;
        // That of the address that has answered: no other is tried then.
        private volatile boolean securing;

        Attempt(HttpHost host, ConnectionPool.Settings settings, Timeout timeout, FutureCallback<IOSession> callback) {
            this.host = host;
            this.tls = settings.tls();
            this.duplexer = duplexers.computeIfAbsent(settings.connections().buffer(), Dialer::duplexer);
            this.timeout = timeout;
            this.callback = callback;
        }

        void begin(InetAddress @Nullable [] found, @Nullable Throwable thrown) {
            if (found != null) {
                begin(found);
            } else if (thrown instanceof TimeoutException) {
                end(new SocketTimeoutException("the name was not looked up in time"));
            } else {
                // A copy of a failed future wraps what it failed with.
                Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
                end(cause instanceof Exception e ? e : new IOException(cause));
            }
        }

        // Whatever goes wrong must reach the caller, who holds a place in the pool for this connection.
        @SuppressWarnings("IllegalCatch")
        void begin(InetAddress[] found) {
            try {
                addresses = found;
                connect();
            } catch (RuntimeException e) {
                end(e);
            }
        }

        private void connect() {
            int port = host.getPort() > 0 ? host.getPort() : tls == null ? 80 : 443;
            InetSocketAddress address = new InetSocketAddress(addresses[next++], port);
            var unused = reactor.connect(host, address, null, timeout, duplexer, this);
        }

        @Override
        public void completed(IOSession session) {
            if (tls != null && !securing && !over.get()) {
                securing = true;
                tls.secure(session, host, timeout, this);
            } else if (end()) {
                session.setSocketTimeout(Timeout.DISABLED);
                callback.completed(session);
            } else {
                session.close(CloseMode.IMMEDIATE);
            }
        }

        @Override
        @SuppressWarnings("IllegalCatch")
        public void failed(Exception cause) {
            if (!securing && next < addresses.length) {
                try {
                    connect();
                } catch (RuntimeException e) {
                    end(e);
                }
            } else {
                end(cause);
            }
        }

        @Override
        public void cancelled() {
            if (end()) {
                callback.cancelled();
            }
        }

        /** There will be no connection. What goes wrong because this is being closed is nobody else's failure. */
        private void end(Exception cause) {
            if (closed) {
                cancelled();
            } else if (end()) {
                callback.failed(cause);
            }
        }

        private boolean end() {
            attempts.remove(this);
            return over.compareAndSet(false, true);
        }
    }
}
