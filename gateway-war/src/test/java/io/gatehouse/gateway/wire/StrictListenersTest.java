package io.gatehouse.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.Deployment;
import java.lang.ref.WeakReference;
import java.lang.reflect.Constructor;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.glassfish.grizzly.filterchain.Filter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a listener when gateways come and go, on Grizzly as it is. */
@SuppressWarnings("NullAway.Init")
class StrictListenersTest {
    private static final String PLAIN = "GET /x HTTP/1.1\r\nHost: h\r\n\r\n";
    /** Grizzly takes two spaces for one. */
    private static final String STRANGE = "GET  /x HTTP/1.1\r\nHost: h\r\n\r\n";

    private final AtomicInteger refused = new AtomicInteger();
    private Listening listening;
    private StrictListeners first;

    @BeforeEach
    void listen() throws Exception {
        listening = new Listening();
        first = new StrictListeners(refused::incrementAndGet, () -> List.of(listening));
    }

    @AfterEach
    void stop() throws Exception {
        listening.close();
    }

    @Test
    void theFilterIsThereFromInstallToCloseAndNothingElseHasChanged() throws Exception {
        List<Filter> before = List.copyOf(listening.filters());
        assertThat(listening.ask(STRANGE)).isEqualTo(204);

        assertThat(first.install()).isOne();
        assertThat(first.install()).as("which changes nothing").isOne();
        assertThat(listening.filters()).hasSize(before.size() + 1);
        assertThat(listening.ask(STRANGE)).isEqualTo(400);
        assertThat(listening.ask(PLAIN)).isEqualTo(204);
        assertThat(refused).hasValue(1);

        first.close();
        assertThat(listening.filters()).containsExactlyElementsOf(before);
        assertThat(listening.ask(STRANGE)).isEqualTo(204);
        assertThat(refused).hasValue(1);
    }

    @Test
    void whoIsDeployedAgainReadsStrictlyAgainAndCountsForItself() throws Exception {
        first.install();
        first.close();
        AtomicInteger next = new AtomicInteger();
        StrictListeners second = new StrictListeners(next::incrementAndGet, () -> List.of(listening));

        assertThat(second.install()).isOne();
        assertThat(listening.ask(STRANGE)).isEqualTo(400);
        assertThat(next).hasValue(1);
        assertThat(refused).hasValue(0);
    }

    @Test
    void whoIsGoneDoesNotComeBack() throws Exception {
        first.install();
        first.close();

        assertThat(first.install()).as("by a clock that has not stopped yet").isZero();
        assertThat(listening.ask(STRANGE)).isEqualTo(204);
    }

    @Test
    void aConnectionIsReadToItsEndAsAtItsBeginning() throws Exception {
        try (Socket before = listening.connect()) {
            assertThat(Listening.ask(before, PLAIN)).isEqualTo(204);
            first.install();
            assertThat(Listening.ask(before, STRANGE)).isEqualTo(204);
        }
        try (Socket meanwhile = listening.connect()) {
            assertThat(Listening.ask(meanwhile, PLAIN)).isEqualTo(204);
            first.close();
            assertThat(Listening.ask(meanwhile, STRANGE)).isEqualTo(400);
        }
    }

    @Test
    void ofTwoGatewaysOneReadsForBothAndTheOtherTakesOver() throws Exception {
        StrictListeners beside = new StrictListeners(() -> {}, () -> List.of(listening));
        first.install();
        List<Filter> strict = List.copyOf(listening.filters());

        assertThat(beside.install()).isOne();
        assertThat(listening.filters()).containsExactlyElementsOf(strict);
        first.close();
        assertThat(listening.ask(STRANGE)).as("until its next look").isEqualTo(204);
        assertThat(beside.install()).isOne();
        assertThat(listening.ask(STRANGE)).isEqualTo(400);
    }

    @Test
    void whoHasNotPutItThereLeavesItThere() throws Exception {
        StrictListeners beside = new StrictListeners(() -> {}, () -> List.of(listening));
        first.install();
        beside.install();

        beside.close();

        assertThat(listening.ask(STRANGE)).isEqualTo(400);
    }

    @Test
    void aListenerThatIsNotToBeFoundAtTheEndIsReadAsBeforeAllTheSame() throws Exception {
        AtomicBoolean lost = new AtomicBoolean();
        StrictListeners second = new StrictListeners(refused::incrementAndGet, () -> {
            if (lost.get()) {
                throw new IllegalStateException("the server is changing its listeners");
            }
            return List.of(listening);
        });
        second.install();
        lost.set(true);
        assertThat(second.install()).isZero();

        second.close();

        assertThat(listening.ask(STRANGE)).isEqualTo(204);
    }

    @Test
    void ofAGatewayThatIsGoneNothingStaysWhenTheConnectionsOfItsTimeHaveEndedAndOthersHaveCome() throws Exception {
        Past past = deployedAndUndeployed();
        first.install();
        assertThat(listening.ask(STRANGE)).isEqualTo(400);
        assertThat(refused).hasValue(1);
        System.gc();
        assertThat(past.classes.get()).as("what reads the open connection").isNotNull();

        past.connection.close();

        assertThat(Deployment.isGone(past.classes, () -> listening.ask(PLAIN))).isTrue();
    }

    private record Past(WeakReference<ClassLoader> classes, Socket connection) {}

    private Past deployedAndUndeployed() throws Exception {
        Deployment deployment = new Deployment(StrictListeners.class);
        Class<?> type = deployment.own(StrictListeners.class);
        Constructor<?> constructor = type.getDeclaredConstructor(Runnable.class, Supplier.class);
        constructor.setAccessible(true);
        Runnable uncounted = () -> {};
        Supplier<List<Listening>> proxies = () -> List.of(listening);
        AutoCloseable listeners = (AutoCloseable) constructor.newInstance(uncounted, proxies);
        assertThat(type.getMethod("install").invoke(listeners)).isEqualTo(1);
        Socket open = listening.connect();
        assertThat(Listening.ask(open, PLAIN)).isEqualTo(204);
        assertThat(listening.ask(STRANGE)).isEqualTo(400);
        listeners.close();
        return new Past(deployment.trace(), open);
    }
}
