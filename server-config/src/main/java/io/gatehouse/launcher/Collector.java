package io.gatehouse.launcher;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/** How the JVM of the gateway gets its memory back, see ADR 6. */
enum Collector {
    /** The one that costs least per request, and stops everything meanwhile. */
    CHEAP("-XX:+UseParallelGC"),
    /**
     * The one that hardly stops anything, and costs half as much again per request. Nobody is held back for it to keep up, and classes are looked for that nobody uses in
     * every hundredth round only, which else is a fifth of its work. What a later version of Java does not know of this is passed over.
     * The server's buffers are used again whichever thread gives them back: what is not allocated need not be collected beside requests.
     */
    SHORT_PAUSES("-XX:+UseShenandoahGC -XX:+UnlockExperimentalVMOptions -XX:-ShenandoahPacing"
            + " -XX:ShenandoahUnloadClassesFrequency=100 -XX:+IgnoreUnrecognizedVMOptions"
            + (Runtime.getRuntime().availableProcessors() > Collector.MOST_PROCESSORS ? "" : Collector.POOL));

    private static final String POOL =
            " -Dorg.glassfish.grizzly.DEFAULT_MEMORY_MANAGER=org.glassfish.grizzly.memory.PooledMemoryManager";
    /** With more the pool of 512 MB has shares for each processor that hold no buffer, which it does not bear. */
    private static final int MOST_PROCESSORS = 64;

    private final String flags;

    Collector(String flags) {
        this.flags = flags;
    }

    /** Some builds of Java come without the one with short pauses: they know the option that chooses it, to refuse it, but none of its own. */
    static Collector shortPauses() throws CannotStartException {
        if (!knows("ShenandoahGCHeuristics")) {
            throw new CannotStartException("--short-pauses needs a Java with the Shenandoah collector, which "
                    + System.getProperty("java.vm.name") + " of " + System.getProperty("java.vm.vendor") + " has not");
        }
        return SHORT_PAUSES;
    }

    static boolean knows(String option) {
        HotSpotDiagnosticMXBean machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        try {
            return machine != null && !machine.getVMOption(option).getName().isEmpty();
        } catch (IllegalArgumentException unknown) {
            return false;
        }
    }

    List<String> flags() {
        return List.of(flags.split(" ", -1));
    }
}
