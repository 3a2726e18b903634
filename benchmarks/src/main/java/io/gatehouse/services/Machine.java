package io.gatehouse.services;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What figures were measured on.
 *
 * @param memory in bytes
 * @param options of the server's JVM: heap and collector
 */
record Machine(int processors, long memory, List<String> options) {
    private static final Pattern HEAP_AND_COLLECTOR =
            Pattern.compile("-Xm[xs].+|-XX:\\+Use\\w+GC|-XX:\\+ZGenerational");

    /** @param product whose descendants are the servers */
    static Machine of(long product) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        List<String> options = ProcessHandle.of(product).stream()
                .flatMap(ProcessHandle::descendants)
                .flatMap(process -> options(process.pid()))
                .toList();
        return new Machine(Runtime.getRuntime().availableProcessors(), system.getTotalMemorySize(), options);
    }

    private static Stream<String> options(long process) {
        try {
            return options(Files.readString(Path.of("/proc", Long.toString(process), "cmdline")));
        } catch (IOException ended) {
            return Stream.of();
        }
    }

    /** @param command the words of a command, each with a NUL behind it */
    static Stream<String> options(String command) {
        return Stream.of(command.split("\0", -1)).filter(HEAP_AND_COLLECTOR.asMatchPredicate());
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%d processors and %.1f GB of memory; the server has %s",
                processors,
                memory / 1e9,
                String.join(" ", options));
    }
}
