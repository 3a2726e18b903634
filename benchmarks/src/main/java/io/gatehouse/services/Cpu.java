package io.gatehouse.services;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** CPU time of a process with all that came of it, from {@code /proc}. */
final class Cpu {
    /** Linux counts in hundredths of a second for programs, on every machine that Java runs on. */
    private static final double TICKS = 100;
    // utime, stime, cutime and cstime, counted behind the name, which may hold spaces.
    private static final int FIRST = 11;
    private static final int LAST = 14;

    private Cpu() {}

    /** Seconds so far, those of ended children included. */
    static double seconds(long pid) {
        return ProcessHandle.of(pid)
                .map(root -> Stream.concat(Stream.of(root), root.descendants())
                        .mapToDouble(process -> own(process.pid()))
                        .sum())
                .orElse(0.0);
    }

    private static double own(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return ticks(stat) / TICKS;
        } catch (IOException ended) {
            return 0;
        }
    }

    static long ticks(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = 0;
        for (int i = FIRST; i <= LAST; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        return ticks;
    }
}
