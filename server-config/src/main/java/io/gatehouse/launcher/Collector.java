package io.gatehouse.launcher;

/** How the JVM of the gateway gets its memory back, see ADR 6. */
enum Collector {
    /** The one that costs least per request, and stops everything meanwhile. */
    CHEAP("-XX:+UseParallelGC"),
    /** The one that hardly stops anything, and costs half as much again per request. */
    SHORT_PAUSES("-XX:+UseZGC");

    private final String flag;

    Collector(String flag) {
        this.flag = flag;
    }

    String flag() {
        return flag;
    }
}
