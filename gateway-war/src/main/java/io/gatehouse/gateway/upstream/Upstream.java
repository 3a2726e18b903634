package io.gatehouse.gateway.upstream;

import io.gatehouse.gateway.config.GatewayConfig;
import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.resilience.Retry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A service behind the gateway: its instances, and what stands between them and the requests. Holds state; made anew when its settings change. */
public final class Upstream implements AutoCloseable {
    private final String name;
    private final List<Instance> instances;
    private final List<URI> urls;
    private final List<HealthProbe> probes;
    private final Gates gates;
    private final @Nullable Retry retry;
    private final Surroundings with;

    /** The upstream that the configuration describes; its probes have not begun. */
    public Upstream(String name, GatewayConfig.Upstream settings, Surroundings with) {
        this.name = name;
        this.with = with;
        this.instances = instances(settings.instances());
        this.urls = instances.stream().map(Instance::url).toList();
        this.probes = instances.stream()
                .map(instance -> probe(instance, settings, with))
                .toList();
        this.gates = new Gates(name, settings, instances, with);
        this.retry = settings.retry() == null ? null : new Retry(settings.retry(), with.nanoTime(), with.random());
    }

    private static List<Instance> instances(List<GatewayConfig.Instance> settings) {
        long addresses = settings.stream()
                .map(instance -> Instance.addressOf(instance.url()))
                .distinct()
                .count();
        return settings.stream()
                .map(instance -> {
                    String address = Instance.addressOf(instance.url());
                    return new Instance(
                            instance.url(),
                            instance.weight(),
                            addresses == settings.size()
                                    ? address
                                    : address + instance.url().getRawPath());
                })
                .toList();
    }

    /** Without settings of its own a probe only tells readiness: to keep requests away somebody must have asked for it. */
    private static HealthProbe probe(Instance instance, GatewayConfig.Upstream settings, Surroundings with) {
        GatewayConfig.Probe asked = settings.probe();
        return asked == null
                ? new HealthProbe(
                        instance,
                        new GatewayConfig.Probe(settings.health(), Duration.ofSeconds(5), Duration.ofSeconds(3), 1, 1),
                        with.fetch(),
                        with.clock(),
                        well -> {})
                : new HealthProbe(
                        instance,
                        asked,
                        with.fetch(),
                        with.clock(),
                        well -> instance.setDown(!well, with.nanoTime().getAsLong()));
    }

    public String name() {
        return name;
    }

    /** The URLs of all instances. */
    public List<URI> urls() {
        return urls;
    }

    /** The URL of the first instance. */
    public URI url() {
        return instances.get(0).url();
    }

    /** Begins to probe the instances. */
    public void start() {
        probes.forEach(HealthProbe::start);
    }

    /** What the probes say about each instance. */
    public List<InstanceStatus> statuses() {
        return probes.stream().map(probe -> probe.status(name)).toList();
    }

    /** Whether the last probe of any instance was good; false before the first. */
    public boolean isReady() {
        return probes.stream().anyMatch(HealthProbe::isReady);
    }

    /** Has a request answered by an instance, in one or more tries, or refuses it. */
    public CompletionStage<Response> ask(Request request, Sender sender) {
        return new Tries(gates, retry, with, sender, request).begin();
    }

    /** The instance that a request would go to now, as far as chance allows to say; null when there is none. Changes nothing. */
    public @Nullable Instance wouldChoose(Request request) {
        return gates.wouldChoose(request);
    }

    /** What {@link #ask} would do with a request now. Changes nothing and asks nobody. */
    public Decision explain(Request request) {
        return gates.explain(request);
    }

    public UpstreamState state() {
        return gates.state(isReady());
    }

    /** Ends the probes; requests in flight are not concerned. */
    @Override
    public void close() {
        probes.forEach(HealthProbe::close);
    }
}
