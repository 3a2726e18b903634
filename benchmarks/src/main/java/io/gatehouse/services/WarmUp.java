package io.gatehouse.services;

import java.io.IOException;

/** Counted in CPU time: on a busy computer a server is still compiling after any number of seconds. */
final class WarmUp {
    /** A server that takes next to nothing is not waited for without end. */
    private static final int MOST_SECONDS_FOR_ONE = 6;

    private WarmUp() {}

    /** A short load. */
    interface Load {
        void run() throws IOException, InterruptedException;
    }

    /** Repeats the load until the process and all that came of it have taken so many more CPU seconds. */
    static void of(long process, int cpuSeconds, Load load) throws IOException, InterruptedException {
        Meter time = new Meter(process, 0);
        double end = Cpu.seconds(process) + cpuSeconds;
        while (Cpu.seconds(process) < end && time.seconds() < MOST_SECONDS_FOR_ONE * cpuSeconds) {
            load.run();
        }
    }
}
