package io.gatehouse.launcher;

import java.util.List;

/** How the JVM of the gateway gets its memory back, see ADR 6. */
enum Collector {
    /** The one that costs least per request, and stops everything meanwhile. */
    CHEAP("-XX:+UseParallelGC"),
    /**
     * The one that hardly stops anything, and costs half as much again per request. It works beside requests, as does the compiler; both yield to
     * them (nice 5), but not the thread that stops the others. That it may need a right for priorities the JVM would say in plain text in a log of JSON.
     * The server's buffers are used again whichever thread gives them back: what is not allocated need not be collected beside requests.
     */
    SHORT_PAUSES("-XX:+UseZGC -XX:ThreadPriorityPolicy=1 -XX:JavaPriority9_To_OSPriority=5 -XX:VMThreadPriority=0"
            + " -XX:+UnlockDiagnosticVMOptions -XX:-PrintWarnings"
            + (Runtime.getRuntime().availableProcessors() > Collector.MOST_PROCESSORS ? "" : Collector.POOL));

    private static final String POOL =
            " -Dorg.glassfish.grizzly.DEFAULT_MEMORY_MANAGER=org.glassfish.grizzly.memory.PooledMemoryManager";
    /** With more the pool of 512 MB has shares for each processor that hold no buffer, which it does not bear. */
    private static final int MOST_PROCESSORS = 64;

    private final String flags;

    Collector(String flags) {
        this.flags = flags;
    }

    List<String> flags() {
        return List.of(flags.split(" ", -1));
    }
}
