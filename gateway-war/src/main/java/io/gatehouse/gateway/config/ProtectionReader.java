package io.gatehouse.gateway.config;

import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.resilience.AdaptiveLimit;
import io.gatehouse.gateway.resilience.Bulkhead;
import io.gatehouse.gateway.resilience.CircuitBreaker;
import io.gatehouse.gateway.resilience.Outcome;
import io.gatehouse.gateway.resilience.OutlierEjection;
import io.gatehouse.gateway.resilience.Retry;
import io.gatehouse.gateway.resilience.RetryBudget;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Reads what protects an upstream. A section that is there but says nothing has the defaults that stand here. */
final class ProtectionReader {
    private static final int MANY = 1_000_000;
    private static final List<String> FAILURES = Arrays.stream(Failure.values())
            .filter(Outcome::isOfUpstream)
            .map(Failure::name)
            .toList();

    private ProtectionReader() {}

    static Retry.Settings retry(Section section) {
        Retry.Settings retry = new Retry.Settings(
                section.optional("maxRetries", Numbers.between(1, 10), 1),
                section.optional("delay", Values::duration, Duration.ofMillis(25)),
                section.optional("jitter", Values::duration, Duration.ofMillis(25)),
                section.optional("maxDuration", Values::positiveDuration, Duration.ofSeconds(10)),
                section.has("statuses")
                        ? Set.copyOf(section.list("statuses", Numbers::errorStatus))
                        : Set.of(502, 503, 504),
                Set.copyOf(
                        section.has("failures")
                                ? section.list("failures", ProtectionReader::failure)
                                : List.of(
                                        Failure.UPSTREAM_BROKEN,
                                        Failure.UPSTREAM_UNREACHABLE,
                                        Failure.UPSTREAM_CONNECT_TIMEOUT,
                                        Failure.UPSTREAM_TIMEOUT)),
                budget(section.section("budget")));
        section.end();
        return retry;
    }

    private static Failure failure(String written) {
        if (!FAILURES.contains(written)) {
            throw new IllegalArgumentException(
                    "is no failure of an upstream: " + written + ConfigErrors.didYouMean(written, FAILURES));
        }
        return Failure.valueOf(written);
    }

    private static RetryBudget.Settings budget(Section section) {
        RetryBudget.Settings budget = new RetryBudget.Settings(
                section.optional("ratio", Numbers.between(0.0, 10.0), 0.2),
                section.optional("minPerSecond", Numbers.between(0, 10_000), 3));
        section.end();
        return budget;
    }

    static CircuitBreaker.Settings circuitBreaker(Section section) {
        CircuitBreaker.Settings breaker = new CircuitBreaker.Settings(
                section.optional("requestVolumeThreshold", Numbers.between(1, 10_000), 20),
                section.optional("failureRatio", Numbers.between(0.0, 1.0), 0.5),
                section.optional("consecutiveFailures", Numbers.between(1, MANY), 5),
                section.optional("delay", Values::positiveDuration, Duration.ofSeconds(30)),
                section.optional("successThreshold", Numbers.between(1, 1_000), 1));
        section.end();
        return breaker;
    }

    static Bulkhead.Settings bulkhead(Section section) {
        Bulkhead.Settings bulkhead =
                new Bulkhead.Settings(section.required("maxConcurrent", Numbers.between(1, MANY), 1));
        section.end();
        return bulkhead;
    }

    static AdaptiveLimit.Settings adaptiveLimit(Section section) {
        int least = section.optional("minLimit", Numbers.between(1, MANY), 5);
        int most = section.optional("maxLimit", Numbers.between(1, MANY), 1_000);
        AdaptiveLimit.Settings limit = new AdaptiveLimit.Settings(
                least,
                most,
                section.optional("initialLimit", Numbers.between(1, MANY), Math.min(most, Math.max(least, 20))),
                section.optional("tolerance", Numbers.between(1.1, 100.0), 2.0));
        if (limit.initialLimit() < least || limit.initialLimit() > most) {
            section.mistake("initialLimit", "must be between minLimit and maxLimit");
        }
        section.end();
        return limit;
    }

    static OutlierEjection.Settings outlierEjection(Section section) {
        OutlierEjection.Settings ejection = new OutlierEjection.Settings(
                section.optional("consecutiveFailures", Numbers.between(1, MANY), 5),
                section.optional("baseEjection", Values::positiveDuration, Duration.ofSeconds(30)),
                section.optional("maxEjectedShare", Numbers.between(0.0, 1.0), 0.5));
        section.end();
        return ejection;
    }
}
