package io.gatehouse.gateway.config;

import io.gatehouse.gateway.routing.Route;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads what concerns the connections to upstreams: how long they may take, how many there may be, how they are secured. */
final class WireReader {
    private static final Path NOTHING = Path.of("");

    private WireReader() {}

    static Route.Timeouts timeouts(Section section, Route.Timeouts otherwise) {
        Route.Timeouts timeouts = new Route.Timeouts(
                section.optional("connect", Values::positiveDuration, otherwise.connect()),
                section.optional("firstByte", WireReader::durationOrNone, otherwise.firstByte()),
                section.optional("total", WireReader::durationOrNone, otherwise.total()),
                section.optional("idle", Values::positiveDuration, otherwise.idle()));
        section.end();
        return timeouts;
    }

    private static Duration durationOrNone(String written) {
        return written.equals("none") ? Route.Timeouts.NONE : Values.positiveDuration(written);
    }

    static Connections connections(Section section) {
        Connections usual = Connections.DEFAULT;
        Connections connections = new Connections(
                section.optional("max", Values.count(1), usual.max()),
                section.optional("maxPending", Values.count(0), usual.maxPending()),
                section.optional("ttl", Values::positiveDuration, usual.ttl()),
                section.optional("idle", Values::positiveDuration, usual.idle()),
                section.optional("buffer", WireReader::buffer, usual.buffer()));
        section.end();
        return connections;
    }

    private static int buffer(String written) {
        long size = Values.size(written);
        if (size < Connections.LEAST_BUFFER || size > Connections.LARGEST_BUFFER) {
            throw new IllegalArgumentException("must be from 1 KiB to 64 KiB");
        }
        return (int) size;
    }

    /** The section {@code tls} of whoever is at this URL; null when there is none. */
    static @Nullable Tls tls(Section owner, URI url) {
        if (!owner.has("tls")) {
            return null;
        }
        if ("http".equals(url.getScheme())) {
            owner.mistake("tls", "is of no use: the URL is an http one");
        }
        Section section = owner.section("tls");
        Tls tls = new Tls(
                optionalFile(section, "trust"),
                optionalFile(section, "trustPassword"),
                section.has("clientCertificate") ? clientCertificate(section.section("clientCertificate")) : null);
        if (tls.trustPassword() != null && tls.trust() == null) {
            section.mistake("trustPassword", "opens nothing: there is no trust");
        }
        section.end();
        return tls;
    }

    private static Tls.ClientCertificate clientCertificate(Section section) {
        Tls.ClientCertificate own = new Tls.ClientCertificate(
                section.required("certificate", Values::file, NOTHING),
                optionalFile(section, "key"),
                optionalFile(section, "password"));
        if ((own.key() == null) == (own.password() == null)) {
            section.mistake("certificate", "needs either a key (PEM) or a password (PKCS #12)");
        }
        section.end();
        return own;
    }

    private static @Nullable Path optionalFile(Section section, String key) {
        return section.has(key) ? section.required(key, Values::file, NOTHING) : null;
    }
}
