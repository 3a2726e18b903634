package io.gatehouse.gateway.resilience;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Refusal;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import java.time.Duration;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** Whether and when a request is tried again. What decides is the request, the answer, the time, and the budget; not where it goes. */
public final class Retry {
    // RFC 9110 section 9.2.2.
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE");

    private final Settings settings;
    private final RetryBudget budget;
    private final DoubleSupplier random;

    /**
     * How often and how soon, in the words of MicroProfile Fault Tolerance.
     *
     * @param maxRetries the tries after the first
     * @param delay the time before a retry
     * @param jitter by how much the delay varies at random, in both directions
     * @param maxDuration the time from the first try after which no other begins
     * @param statuses the upstream's statuses that are tried again
     * @param failures the failures that are tried again
     */
    public record Settings(
            int maxRetries,
            Duration delay,
            Duration jitter,
            Duration maxDuration,
            Set<Integer> statuses,
            Set<Failure> failures,
            RetryBudget.Settings budget) {
        public Settings {
            statuses = Set.copyOf(statuses);
            failures = Set.copyOf(failures);
        }
    }

    /**
     * Retries with a full budget.
     *
     * @param nanoTime as {@link System#nanoTime}
     * @param random from 0 to 1
     */
    public Retry(Settings settings, LongSupplier nanoTime, DoubleSupplier random) {
        this.settings = settings;
        this.budget = new RetryBudget(settings.budget(), nanoTime);
        this.random = random;
    }

    /** Notes a request that is tried for the first time. */
    public void request() {
        budget.request();
    }

    /** Whether a request may arrive twice at the same service, and can be sent twice. */
    public static boolean isRepeatable(Request request) {
        return !(request.body() instanceof Body.Stream)
                && (isIdempotent(request) || request.headers().contains("Idempotency-Key"));
    }

    /** Whether it does not matter how often a request is carried out, nor by whom (RFC 9110 section 9.2.2). */
    static boolean isIdempotent(Request request) {
        return IDEMPOTENT.contains(
                request.route().rewrite().methodOf(request.head().method()));
    }

    /** Whether an answer is one to try again after. */
    public boolean wants(Response response) {
        Refusal refusal = response.refusal();
        return refusal == null
                ? response.status() >= 400 && settings.statuses().contains(response.status())
                : settings.failures().contains(refusal.failure());
    }

    /**
     * The nanoseconds to wait before the next try, which is then taken out of the budget; -1 when there is to be none.
     *
     * @param tries how many there were
     * @param sinceFirst the nanoseconds since the first began
     * @param total the nanoseconds that the request may take
     */
    public long nextDelay(int tries, long sinceFirst, long total) {
        if (tries > settings.maxRetries()) {
            return -1;
        }
        double varied = settings.delay().toNanos() + settings.jitter().toNanos() * (2 * random.getAsDouble() - 1);
        long delay = Math.max(0, (long) varied);
        long start = sinceFirst + delay;
        boolean tooLate = start >= total || start > settings.maxDuration().toNanos();
        return tooLate || !budget.tryRetry() ? -1 : delay;
    }
}
