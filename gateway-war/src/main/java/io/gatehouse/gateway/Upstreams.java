package io.gatehouse.gateway;

import io.gatehouse.gateway.config.GatewayConfig;
import io.gatehouse.gateway.config.Inheritance;
import io.gatehouse.gateway.upstream.Surroundings;
import io.gatehouse.gateway.upstream.Upstream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Makes the upstreams of a configuration. One that is described as before goes on; one that is not takes over what it can. */
final class Upstreams {
    private Upstreams() {}

    /** What makes an upstream the same as another. */
    private record Described(String name, GatewayConfig.Upstream settings, SideCalls probes) {}

    /**
     * The services that these settings describe by name, their probes begun.
     *
     * @throws IOException when certificates or keys cannot be read
     */
    static List<Upstream> of(Map<String, GatewayConfig.Upstream> settings, SecureCalls calls, Gateway.Surroundings with)
            throws IOException {
        List<Upstream> upstreams = new ArrayList<>();
        for (Map.Entry<String, GatewayConfig.Upstream> entry : settings.entrySet()) {
            SideCalls probes =
                    calls.by("upstreams." + entry.getKey(), entry.getValue().tls());
            Described described = new Described(entry.getKey(), entry.getValue(), probes);
            upstreams.add(calls.inheritance()
                    .take(Upstream.class, described, same -> begin(same, calls.inheritance(), with)));
        }
        return List.copyOf(upstreams);
    }

    private static Upstream begin(Described described, Inheritance inheritance, Gateway.Surroundings with) {
        Upstream before = inheritance.predecessor(
                Upstream.class, upstream -> upstream.name().equals(described.name));
        Surroundings surroundings = new Surroundings(
                described.probes::ask,
                with.clock(),
                with.executor(),
                System::nanoTime,
                () -> ThreadLocalRandom.current().nextDouble());
        Upstream upstream = new Upstream(described.name, described.settings, surroundings, before);
        upstream.start();
        return upstream;
    }
}
