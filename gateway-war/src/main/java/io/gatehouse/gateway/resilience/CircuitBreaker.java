package io.gatehouse.gateway.resilience;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps calls from an upstream that fails, until it has had time to recover.
 *
 * <p>CLOSED lets every call in and notes how it ends. The circuit opens when the window of the last {@code requestVolumeThreshold} calls is full
 * and holds at least {@code failureRatio} failures, as MicroProfile Fault Tolerance says, or when {@code consecutiveFailures} came
 * without a success between them: with little traffic the window would fill too late. OPEN lets nothing in for {@code delay}. Then HALF_OPEN lets
 * in {@code successThreshold} calls as probes: when all have succeeded the circuit closes, when one fails it opens again.
 *
 * <p>The state is one reference, read once per call. The state that lets a call in is also what the call reports to, so the
 * end of a call that began in an earlier state changes nothing in the present one; and a call that passes a closed circuit allocates nothing.
 */
public final class CircuitBreaker {
    private final Settings settings;
    private final int mostFailures;
    private final LongSupplier nanoTime;
    private final Consumer<Position> onChange;
    private final AtomicReference<State> state;

    /**
     * When to open and when to close.
     *
     * @param requestVolumeThreshold the calls in the window
     * @param failureRatio the share of failures in a full window that opens the circuit, above 0 up to 1
     * @param consecutiveFailures the failures in a row that open it
     * @param delay how long it stays open
     * @param successThreshold the probes that must succeed to close it
     */
    public record Settings(
            int requestVolumeThreshold,
            double failureRatio,
            int consecutiveFailures,
            Duration delay,
            int successThreshold) {}

    /** Where the switch stands. */
    public enum Position {
        CLOSED,
        HALF_OPEN,
        OPEN
    }

    /** What let a call in; it must be told once how the call ended. */
    public interface Admission {
        void end(Outcome outcome);

        /** Whether others are kept out until it is told; a success may then turn out to be none, and it is told that as well. */
        boolean isProbe();
    }

    /**
     * A closed circuit.
     *
     * @param nanoTime as {@link System#nanoTime}
     * @param onChange told each new position; must not block
     */
    public CircuitBreaker(Settings settings, LongSupplier nanoTime, Consumer<Position> onChange) {
        this.settings = settings;
        this.mostFailures = Math.max(1, (int) Math.ceil(settings.failureRatio() * settings.requestVolumeThreshold()));
        this.nanoTime = nanoTime;
        this.onChange = onChange;
        this.state = new AtomicReference<>(new Closed());
    }

    /** Lets a call in; null when it must not be made. */
    public @Nullable Admission enter() {
        State now = now();
        if (now instanceof Open open && open.left() <= 0) {
            move(open, new HalfOpen());
            now = now();
        }
        return now.admits() ? now : null;
    }

    /** Whether {@link #enter} would let a call in. */
    public boolean wouldAdmit() {
        return now().wouldAdmit();
    }

    public Position position() {
        return now().position();
    }

    /** The nanoseconds until the circuit lets a probe in; 0 when it is not open. */
    public long nanosLeft() {
        return now() instanceof Open open ? Math.max(0, open.left()) : 0;
    }

    private State now() {
        return Objects.requireNonNull(state.get());
    }

    private void move(State from, State to) {
        if (state.compareAndSet(from, to)) {
            onChange.accept(to.position());
        }
    }

    private abstract static class State implements Admission {
        abstract Position position();

        abstract boolean admits();

        abstract boolean wouldAdmit();

        @Override
        public boolean isProbe() {
            return position() == Position.HALF_OPEN;
        }
    }

    private final class Closed extends State {
        private final RollingWindow window = new RollingWindow(settings.requestVolumeThreshold());
        private final AtomicInteger streak = new AtomicInteger();

        @Override
        Position position() {
            return Position.CLOSED;
        }

        @Override
        boolean admits() {
            return true;
        }

        @Override
        boolean wouldAdmit() {
            return true;
        }

        @Override
        public void end(Outcome outcome) {
            if (outcome == Outcome.NEITHER) {
                return;
            }
            boolean failed = outcome == Outcome.FAILURE;
            if (!failed && streak.get() != 0) {
                streak.set(0);
            }
            boolean inARow = failed && streak.incrementAndGet() >= settings.consecutiveFailures();
            if (window.add(failed) >= mostFailures || inARow) {
                move(this, new Open());
            }
        }
    }

    private final class Open extends State {
        private final long until = nanoTime.getAsLong() + settings.delay().toNanos();

        long left() {
            return until - nanoTime.getAsLong();
        }

        @Override
        Position position() {
            return Position.OPEN;
        }

        @Override
        boolean admits() {
            return false;
        }

        @Override
        boolean wouldAdmit() {
            return left() <= 0;
        }

        @Override
        public void end(Outcome outcome) {
            throw new IllegalStateException("an open circuit let nothing in");
        }
    }

    private final class HalfOpen extends State {
        private final AtomicInteger places = new AtomicInteger(settings.successThreshold());
        private final AtomicInteger successes = new AtomicInteger();

        @Override
        Position position() {
            return Position.HALF_OPEN;
        }

        @Override
        boolean admits() {
            return places.getAndUpdate(free -> Math.max(0, free - 1)) > 0;
        }

        @Override
        boolean wouldAdmit() {
            return places.get() > 0;
        }

        @Override
        public void end(Outcome outcome) {
            switch (outcome) {
                case NEITHER -> places.incrementAndGet();
                case FAILURE -> move(this, new Open());
                case SUCCESS -> {
                    if (successes.incrementAndGet() >= settings.successThreshold()) {
                        move(this, new Closed());
                    }
                }
            }
        }
    }
}
