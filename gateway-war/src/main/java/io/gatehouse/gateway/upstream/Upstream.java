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

/** A service behind the gateway: its instances, and what stands between them and the requests. Holds state. */
public final class Upstream implements AutoCloseable {
    private final String name;
    private final GatewayConfig.Upstream settings;
    private final List<Instance> instances;
    private final List<URI> urls;
    private final List<HealthProbe> probes;
    private final Gates gates;
    private final @Nullable Retry retry;
    private final Surroundings with;

    /** The upstream that the configuration describes; its probes have not begun. */
    public Upstream(String name, GatewayConfig.Upstream settings, Surroundings with) {
        this(name, settings, with, null);
    }

    /**
     * One that goes on with what another has learnt, as far as its own settings allow: what is known of the instances that both have, and every
     * gate whose settings are the same. An instance that the other did not have begins slowly, if that is asked for.
     *
     * @param before in whose place it stands; null when there was none
     */
    public Upstream(String name, GatewayConfig.Upstream settings, Surroundings with, @Nullable Upstream before) {
        this.name = name;
        this.settings = settings;
        this.with = with;
        this.instances = instances(settings.instances(), before, with.nanoTime().getAsLong());
        this.urls = instances.stream().map(Instance::url).toList();
        this.probes = instances.stream()
                .map(instance -> probe(instance, settings, with))
                .toList();
        if (before != null) {
            follow(before);
        }
        this.gates = new Gates(name, settings, instances, with, before == null ? null : before.gates);
        this.retry = settings.retry() == null ? null : retry(settings.retry(), with, before);
    }

    private static Retry retry(Retry.Settings settings, Surroundings with, @Nullable Upstream before) {
        return before != null && before.retry != null && settings.equals(before.settings.retry())
                ? before.retry
                : new Retry(settings, with.nanoTime(), with.random());
    }

    private void follow(Upstream before) {
        for (int i = 0; i < instances.size(); i++) {
            Instance instance = instances.get(i);
            if (settings.probe() == null) {
                // Nobody is left who would ever say that it is up again.
                instance.setDown(false, with.nanoTime().getAsLong());
            }
            int there = before.indexOf(instance.url());
            if (there >= 0) {
                probes.get(i).follow(before.probes.get(there));
            }
        }
    }

    private int indexOf(URI url) {
        for (int i = 0; i < instances.size(); i++) {
            if (instances.get(i).url().equals(url)) {
                return i;
            }
        }
        return -1;
    }

    private static Vitals vitals(URI url, @Nullable Upstream before, long nanoTime) {
        if (before == null) {
            return Vitals.unknown();
        }
        int there = before.indexOf(url);
        return there < 0 ? Vitals.added(nanoTime) : before.instances.get(there).vitals();
    }

    private static List<Instance> instances(
            List<GatewayConfig.Instance> settings, @Nullable Upstream before, long nanoTime) {
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
                                    : address + instance.url().getRawPath(),
                            vitals(instance.url(), before, nanoTime));
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
                        with.probe(),
                        with.clock(),
                        well -> {})
                : new HealthProbe(
                        instance,
                        asked,
                        with.probe(),
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
