package io.gatehouse.gateway.upstream;

import io.gatehouse.gateway.config.GatewayConfig;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Decision;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import io.gatehouse.gateway.resilience.AdaptiveLimit;
import io.gatehouse.gateway.resilience.Bulkhead;
import io.gatehouse.gateway.resilience.CircuitBreaker;
import io.gatehouse.gateway.resilience.CircuitBreaker.Admission;
import io.gatehouse.gateway.resilience.Outcome;
import io.gatehouse.gateway.resilience.OutlierEjection;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What every try must pass, in THE order: load balancer, circuit breaker, bulkhead, adaptive limit. A try that one of them refuses leaves those
 * before it as if it had never come; so no refusal of ours counts as a failure of the upstream.
 */
final class Gates {
    static final Set<Failure> REFUSALS =
            EnumSet.of(Failure.NO_HEALTHY_INSTANCE, Failure.CIRCUIT_OPEN, Failure.BULKHEAD_FULL, Failure.OVERLOADED);
    private static final Logger LOG = System.getLogger(Gates.class.getName());
    private static final Headers SOON = Headers.of("Retry-After", "1");
    private static final String EVENT_STREAM = "text/event-stream";

    private final String upstream;
    private final GatewayConfig.Upstream settings;
    private final Surroundings with;
    private final Tally tally;
    private final @Nullable OutlierEjection ejection;
    private final Candidates candidates;
    private final LoadBalancer balancer;
    private final @Nullable CircuitBreaker breaker;
    private final @Nullable Bulkhead bulkhead;
    private final @Nullable AdaptiveLimit limit;

    /** @param before those in whose place these stand; null when there were none */
    Gates(
            String upstream,
            GatewayConfig.Upstream settings,
            List<Instance> instances,
            Surroundings with,
            @Nullable Gates before) {
        this.upstream = upstream;
        this.settings = settings;
        this.with = with;
        tally = before == null ? new Tally() : before.tally;
        ejection = settings.outlierEjection() == null
                ? null
                : new OutlierEjection(settings.outlierEjection(), instances.size(), with.nanoTime());
        candidates = new Candidates(
                instances,
                settings.loadBalancer().policy() != GatewayConfig.LoadBalancer.Policy.ROUND_ROBIN,
                ejection,
                settings.loadBalancer().slowStart(),
                with.nanoTime());
        balancer = LoadBalancer.of(settings.loadBalancer(), with.random());
        breaker = kept(
                settings.circuitBreaker(),
                before == null ? null : before.settings.circuitBreaker(),
                before == null ? null : before.breaker,
                one -> new CircuitBreaker(one, with.nanoTime(), position -> circuitChanged(upstream, position)));
        bulkhead = kept(
                settings.bulkhead(),
                before == null ? null : before.settings.bulkhead(),
                before == null ? null : before.bulkhead,
                Bulkhead::new);
        limit = kept(
                settings.adaptiveLimit(),
                before == null ? null : before.settings.adaptiveLimit(),
                before == null ? null : before.limit,
                one -> new AdaptiveLimit(one, with.nanoTime()));
        if (ejection != null && before != null && before.ejection != null) {
            keepEjections(ejection, before.ejection, before);
        }
    }

    /** What is off is null. A gate with equal settings goes on as it is, with the calls that are behind it. */
    private static <S, G> @Nullable G kept(
            @Nullable S settings, @Nullable S settingsBefore, @Nullable G before, Function<S, G> make) {
        if (settings == null) {
            return null;
        }
        return before != null && settings.equals(settingsBefore) ? before : make.apply(settings);
    }

    private void keepEjections(OutlierEjection now, OutlierEjection earlier, Gates before) {
        if (!Objects.equals(settings.outlierEjection(), before.settings.outlierEjection())) {
            return;
        }
        for (int i = 0; i < candidates.size(); i++) {
            for (int j = 0; j < before.candidates.size(); j++) {
                if (candidates.get(i).url().equals(before.candidates.get(j).url())) {
                    now.keep(i, earlier, j);
                }
            }
        }
    }

    private static void circuitChanged(String upstream, CircuitBreaker.Position position) {
        boolean open = position == CircuitBreaker.Position.OPEN;
        LOG.log(open ? Level.WARNING : Level.INFO, "circuit of upstream {0}: {1}", upstream, position);
    }

    /** @param tried the instances that are only tried again when there is no other, as bits */
    Entry enter(Request request, long tried) {
        long without = tried;
        int index = balancer.choose(request, candidates, without);
        if (index < 0 && without != 0) {
            without = 0;
            index = balancer.choose(request, candidates, without);
        }
        if (index < 0) {
            return refused(Failure.NO_HEALTHY_INSTANCE, Headers.EMPTY);
        }
        Entry entry = enter(index);
        if (entry instanceof Entry.Refused) {
            balancer.withdraw(request, candidates, without);
        }
        return entry;
    }

    private Entry enter(int index) {
        Admission circuit = breaker == null ? null : breaker.enter();
        if (breaker != null && circuit == null) {
            return refused(Failure.CIRCUIT_OPEN, retryAfter(breaker));
        }
        if (bulkhead != null && !bulkhead.tryEnter()) {
            withdraw(circuit);
            return refused(Failure.BULKHEAD_FULL, SOON);
        }
        if (limit != null && !limit.tryEnter()) {
            if (bulkhead != null) {
                bulkhead.leave();
            }
            withdraw(circuit);
            return refused(Failure.OVERLOADED, SOON);
        }
        Instance instance = candidates.get(index);
        instance.begin();
        return new Passage(this, index, instance, circuit, with.nanoTime().getAsLong());
    }

    private static void withdraw(@Nullable Admission circuit) {
        if (circuit != null) {
            circuit.end(Outcome.NEITHER);
        }
    }

    private static Headers retryAfter(CircuitBreaker breaker) {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(breaker.nanosLeft() + TimeUnit.SECONDS.toNanos(1) - 1);
        return Headers.of("Retry-After", Long.toString(Math.max(1, seconds)));
    }

    private Entry refused(Failure failure, Headers headers) {
        tally.refusal(failure);
        return new Entry.Refused(failure.because(failure.title() + ": " + upstream + ".", headers));
    }

    void leave(Passage passage, @Nullable Response response) {
        Outcome outcome = response == null ? Outcome.NEITHER : Outcome.of(response, settings.failureStatuses());
        passage.instance().end();
        if (limit != null) {
            leaveLimit(limit, passage, outcome, response);
        }
        if (bulkhead != null) {
            bulkhead.leave();
        }
        if (outcome == Outcome.SUCCESS && response != null && hasEndingBody(response)) {
            // Nobody else gets through until a half-open circuit knows of its probe, so that is told what is known.
            Admission circuit = passage.circuit();
            if (circuit != null && circuit.isProbe()) {
                circuit.end(outcome);
            }
            passage.awaitBody();
        } else {
            judge(passage, outcome);
        }
    }

    /** Whether the last byte of the answer is worth waiting for: events may flow for ever. */
    private static boolean hasEndingBody(Response response) {
        if (!(response.body() instanceof Body.Stream stream)) {
            return false;
        }
        String type = stream.length() >= 0 ? null : response.headers().first("Content-Type");
        return type == null || !type.regionMatches(true, 0, EVENT_STREAM, 0, EVENT_STREAM.length());
    }

    /** Tells how a try went those who learn from it. */
    void judge(Passage passage, Outcome outcome) {
        boolean failed = outcome == Outcome.FAILURE;
        if (failed) {
            passage.instance().failed();
        }
        Admission circuit = passage.circuit();
        // A probe whose head was good has been told already.
        if (circuit != null && (failed || !passage.isAwaited() || !circuit.isProbe())) {
            circuit.end(outcome);
        }
        if (ejection != null && ejection.end(passage.index(), outcome)) {
            LOG.log(Level.WARNING, "instance {0} of upstream {1} is ejected", passage.instance(), upstream);
        }
    }

    /** An upstream that fails may do so fast: that says nothing about how long it takes to answer. */
    private void leaveLimit(AdaptiveLimit entered, Passage passage, Outcome outcome, @Nullable Response response) {
        if (outcome == Outcome.SUCCESS) {
            entered.answered(with.nanoTime().getAsLong() - passage.began());
        } else if (response != null
                && response.refusal() != null
                && response.refusal().failure() == Failure.UPSTREAM_TIMEOUT) {
            entered.timedOut();
        } else {
            entered.leave();
        }
    }

    /** The answer as the client should get it. */
    Response mark(Request request, Instance instance, Response response) {
        return Outcome.of(response, settings.failureStatuses()) == Outcome.SUCCESS
                ? balancer.mark(request, instance, response)
                : response;
    }

    Tally tally() {
        return tally;
    }

    @Nullable
    Instance wouldChoose(Request request) {
        int index = balancer.peek(request, candidates);
        return index < 0 ? null : candidates.get(index);
    }

    Decision explain(Request request) {
        Instance instance = wouldChoose(request);
        if (instance == null) {
            return Decision.refuses(Failure.NO_HEALTHY_INSTANCE, "no instance of " + upstream + " is healthy");
        }
        if (breaker != null && !breaker.wouldAdmit()) {
            return Decision.refuses(Failure.CIRCUIT_OPEN, "the circuit of " + upstream + " is " + breaker.position());
        }
        if (bulkhead != null && bulkhead.taken() >= bulkhead.places()) {
            return Decision.refuses(
                    Failure.BULKHEAD_FULL, "all " + bulkhead.places() + " places of " + upstream + " are taken");
        }
        if (limit != null && !limit.isFree()) {
            return Decision.refuses(
                    Failure.OVERLOADED, upstream + " takes " + limit.limit() + " requests at once at present");
        }
        return Decision.passes("goes to " + instance.address() + " of " + upstream);
    }

    UpstreamState state(boolean ready) {
        UpstreamState.OfInstance[] instances = new UpstreamState.OfInstance[candidates.size()];
        for (int i = 0; i < instances.length; i++) {
            instances[i] = candidates.get(i).state(candidates.isEjected(i));
        }
        return new UpstreamState(
                upstream,
                ready,
                breaker == null ? null : breaker.position(),
                bulkhead == null ? null : bulkhead.taken(),
                bulkhead == null ? null : bulkhead.places(),
                limit == null ? null : limit.limit(),
                tally.retries(),
                tally.refusals(),
                List.of(instances));
    }
}
