package io.gatehouse.gateway.upstream;

import java.net.URI;
import org.apache.hc.core5.http.HttpHost;

/** One of the processes that are an upstream, with the parts of its URL ready for every request, and its figures. */
public final class Instance {
    private final URI url;
    private final HttpHost host;
    private final String base;
    private final String basePath;
    private final String address;
    private final String key;
    private final int weight;
    private final Vitals vitals;

    /** An instance that has its address for itself. */
    Instance(URI url, int weight) {
        this(url, weight, addressOf(url), Vitals.unknown());
    }

    /** @param address what logs and metrics call it; no other instance of the upstream is called so */
    Instance(URI url, int weight, String address, Vitals vitals) {
        String path = url.getRawPath();
        this.url = url;
        this.host = HttpHost.create(url);
        this.base = url.toString();
        this.basePath = path == null ? "" : path;
        this.address = address;
        this.key = Long.toHexString(Hashes.of(base));
        this.weight = weight;
        this.vitals = vitals;
    }

    /** Host and port of a URL, the port also where the URL leaves it to the scheme. */
    static String addressOf(URI url) {
        int port = url.getPort() >= 0 ? url.getPort() : "https".equals(url.getScheme()) ? 443 : 80;
        return url.getHost() + ":" + port;
    }

    public URI url() {
        return url;
    }

    public HttpHost host() {
        return host;
    }

    /** Scheme, host, port and path as text, without a slash at its end. */
    public String base() {
        return base;
    }

    /** The path alone; empty when there is none. */
    public String basePath() {
        return basePath;
    }

    /** Host and port, and the path where another instance has the same, as logs and metrics call the instance. */
    public String address() {
        return address;
    }

    /** Names the instance in a cookie, the same on every gateway, without telling where it is. */
    String key() {
        return key;
    }

    int weight() {
        return weight;
    }

    /** Calls that wait for their answer. */
    int inFlight() {
        return vitals.inFlight();
    }

    void begin() {
        vitals.begin();
    }

    /** The call has its answer, or failed to get one. */
    void end() {
        vitals.end();
    }

    void failed() {
        vitals.failed();
    }

    Vitals vitals() {
        return vitals;
    }

    /** Notes what the probes say; an instance that no probe has judged is not down. */
    void setDown(boolean isDown, long nanoTime) {
        vitals.setDown(isDown, nanoTime);
    }

    boolean isDown() {
        return vitals.isDown();
    }

    /** How long it has been up since it was down or not there; {@link Long#MAX_VALUE} when it never was. */
    long nanosUp(long nanoTime) {
        return vitals.nanosUp(nanoTime);
    }

    UpstreamState.OfInstance state(boolean ejected) {
        return new UpstreamState.OfInstance(
                address, !vitals.isDown(), ejected, vitals.requests(), vitals.failures(), vitals.inFlight());
    }

    @Override
    public String toString() {
        return address;
    }
}
