package io.gatehouse.gateway.forward;

import io.gatehouse.gateway.config.Inheritance;
import io.gatehouse.gateway.config.Tls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.reactor.ProtocolIOSession;
import org.apache.hc.core5.reactor.ssl.SSLBufferMode;
import org.apache.hc.core5.reactor.ssl.TransportSecurityLayer;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** How connections to an upstream are secured. Equal to another if made from the same bytes: renewed certificates make another. */
public final class TlsSettings {
    private final String fingerprint;
    private final SSLContext context;

    private TlsSettings(String fingerprint, SSLContext context) {
        this.fingerprint = fingerprint;
        this.context = context;
    }

    /**
     * Reads the files that the settings name.
     *
     * @throws IOException when one cannot be read, or holds what is not expected; the message names it
     */
    public static TlsSettings of(Tls settings) throws IOException {
        return of(settings, Inheritance.none());
    }

    /**
     * The same, taken from the configuration before when the files hold what they held: to open stores costs tens of milliseconds each, because
     * their passwords are made hard to guess.
     *
     * @throws IOException when one cannot be read, or holds what is not expected; the message names it
     */
    public static TlsSettings of(Tls settings, Inheritance inheritance) throws IOException {
        TlsFiles files = new TlsFiles(settings);
        try {
            return inheritance.take(TlsSettings.class, files.fingerprint(), same -> made(files));
        } catch (UncheckedIOException unusable) {
            throw unusable.getCause();
        }
    }

    private static TlsSettings made(TlsFiles files) {
        try {
            KeyStore trusted = files.trusted();
            KeyManagerFactory own = files.own();
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own == null ? null : own.getKeyManagers(), trust(trusted), null);
            return new TlsSettings(files.fingerprint(), context);
        } catch (GeneralSecurityException e) {
            throw new UncheckedIOException(
                    new IOException("TLS for an upstream cannot be set up: " + e.getMessage(), e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TrustManager @Nullable [] trust(@Nullable KeyStore trusted) throws GeneralSecurityException {
        if (trusted == null) {
            return null;
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return factory.getTrustManagers();
    }

    /** The same for a client other than this one's. */
    public SSLContext context() {
        return context;
    }

    /** Shakes hands on a fresh connection; the session is of use only when that is done. */
    void secure(IOSession session, HttpHost host, Timeout timeout, FutureCallback<IOSession> callback) {
        ((ProtocolIOSession) session)
                .startTls(
                        context,
                        host,
                        SSLBufferMode.STATIC,
                        TlsSettings::checkName,
                        null,
                        timeout,
                        new FutureCallback<>() {
                            @Override
                            public void completed(TransportSecurityLayer secured) {
                                callback.completed(session);
                            }

                            @Override
                            public void failed(Exception cause) {
                                callback.failed(cause);
                            }

                            @Override
                            public void cancelled() {
                                callback.cancelled();
                            }
                        });
    }

    /** The certificate must be for the host that was asked for (RFC 9110 section 4.3.4). */
    private static void checkName(NamedEndpoint host, SSLEngine engine) {
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TlsSettings that && fingerprint.equals(that.fingerprint);
    }

    @Override
    public int hashCode() {
        return fingerprint.hashCode();
    }
}
