package io.gatehouse.gateway.config;

import io.gatehouse.gateway.config.GatewayConfig.Instance;
import io.gatehouse.gateway.config.GatewayConfig.LoadBalancer;
import io.gatehouse.gateway.config.GatewayConfig.LoadBalancer.Policy;
import io.gatehouse.gateway.config.GatewayConfig.Probe;
import io.gatehouse.gateway.config.GatewayConfig.Upstream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads one upstream: where its instances are, and who of them gets a request. {@link ProtectionReader} reads what protects it. */
final class UpstreamReader {
    static final Set<Integer> FAILURE_STATUSES = Set.of(500, 502, 503, 504);
    private static final URI NOWHERE = URI.create("http://nowhere.invalid");
    private static final int MOST_INSTANCES = 64;
    // What the client for the gateway's own calls waits at most.
    private static final Duration LONGEST_PROBE = Duration.ofSeconds(3);
    private static final Map<String, Policy> POLICIES = new TreeMap<>(Map.of(
            "roundRobin", Policy.ROUND_ROBIN,
            "weighted", Policy.WEIGHTED,
            "powerOfTwoChoices", Policy.POWER_OF_TWO_CHOICES,
            "sticky", Policy.STICKY));

    private UpstreamReader() {}

    static Upstream read(String name, Section section) {
        URI url = section.has("instances") ? null : section.required("url", Values::url, NOWHERE);
        String health = section.optional("health", Values::path, "/health/ready");
        List<Instance> instances = url == null ? instances(section) : List.of(new Instance(url, 1));
        Upstream upstream = new Upstream(
                url,
                instances,
                section.optional("audience", Values::text, name),
                health,
                loadBalancer(section),
                section.has("retry") ? ProtectionReader.retry(section.section("retry")) : null,
                section.has("circuitBreaker")
                        ? ProtectionReader.circuitBreaker(section.section("circuitBreaker"))
                        : null,
                section.has("bulkhead") ? ProtectionReader.bulkhead(section.section("bulkhead")) : null,
                section.has("adaptiveLimit") ? ProtectionReader.adaptiveLimit(section.section("adaptiveLimit")) : null,
                section.has("outlierEjection")
                        ? ProtectionReader.outlierEjection(section.section("outlierEjection"))
                        : null,
                section.has("probe") ? probe(section.section("probe"), health) : null,
                section.has("failureStatuses")
                        ? Set.copyOf(section.list("failureStatuses", Numbers::errorStatus))
                        : FAILURE_STATUSES,
                WireReader.connections(section.section("connections")),
                WireReader.tls(
                        section,
                        instances.isEmpty() ? NOWHERE : instances.get(0).url()),
                section.optional("optional", OperationReader::yesOrNo, false));
        section.end();
        return upstream;
    }

    private static List<Instance> instances(Section section) {
        if (section.has("url")) {
            section.mistake("url", "stands beside instances; only one of the two may");
            section.optional("url", text -> text, "");
        }
        List<Instance> instances = new ArrayList<>();
        Set<URI> urls = new HashSet<>();
        for (Section one : section.sections("instances")) {
            URI url = one.required("url", Values::url, NOWHERE);
            if (!url.equals(NOWHERE) && !urls.add(url)) {
                one.mistake("url", "another instance has it");
            }
            instances.add(new Instance(url, one.optional("weight", Numbers.between(1, 1_000), 1)));
            one.end();
        }
        if (instances.stream()
                        .map(instance -> instance.url().getScheme())
                        .distinct()
                        .count()
                > 1) {
            section.mistake("instances", "must all have http URLs, or all https URLs");
        }
        if (instances.isEmpty() || instances.size() > MOST_INSTANCES) {
            section.mistake("instances", "must be from 1 to " + MOST_INSTANCES);
        }
        return instances;
    }

    private static LoadBalancer loadBalancer(Section upstream) {
        if (!upstream.holdsMapping("loadBalancer")) {
            Policy policy = upstream.optional("loadBalancer", UpstreamReader::policy, Policy.ROUND_ROBIN);
            if (policy == Policy.STICKY) {
                upstream.mistake("loadBalancer", "must be a mapping with policy sticky and cookie or header");
            }
            return new LoadBalancer(policy, null, null, Duration.ZERO);
        }
        Section section = upstream.section("loadBalancer");
        LoadBalancer balancer = new LoadBalancer(
                section.optional("policy", UpstreamReader::policy, Policy.ROUND_ROBIN),
                token(section, "cookie"),
                token(section, "header"),
                section.optional("slowStart", Values::duration, Duration.ZERO));
        int keys = (balancer.cookie() == null ? 0 : 1) + (balancer.header() == null ? 0 : 1);
        if (keys != (balancer.policy() == Policy.STICKY ? 1 : 0)) {
            section.mistake("policy", "either cookie or header belongs to sticky, and to no other policy");
        }
        section.end();
        return balancer;
    }

    private static @Nullable String token(Section section, String key) {
        return section.has(key) ? section.required(key, UpstreamReader::token, "") : null;
    }

    private static Policy policy(String written) {
        Policy policy = POLICIES.get(written);
        if (policy == null) {
            throw new IllegalArgumentException("is none of " + POLICIES.keySet() + ": " + written
                    + ConfigErrors.didYouMean(written, POLICIES.keySet()));
        }
        return policy;
    }

    /** A name of RFC 9110 section 5.6.2. */
    private static String token(String written) {
        boolean token = !written.isEmpty()
                && written.chars().allMatch(c -> c > ' ' && c < 0x7F && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0);
        if (!token) {
            throw new IllegalArgumentException("is not the name of a cookie or header: " + written);
        }
        return written;
    }

    private static Probe probe(Section section, String health) {
        Probe probe = new Probe(
                section.optional("path", Values::path, health),
                section.optional("interval", Values::positiveDuration, Duration.ofSeconds(5)),
                section.optional("timeout", Values::positiveDuration, Duration.ofSeconds(1)),
                section.optional("healthyThreshold", Numbers.between(1, 100), 1),
                section.optional("unhealthyThreshold", Numbers.between(1, 100), 3));
        if (probe.timeout().compareTo(LONGEST_PROBE) > 0) {
            section.mistake("timeout", "must not be longer than " + LONGEST_PROBE.toSeconds() + "s");
        }
        section.end();
        return probe;
    }
}
