package io.gatehouse.launcher;

import java.io.IOException;
import java.nio.file.Path;

/** A process with the watch in it, as the servers have; it would run for an hour. */
final class AgentChild {

    private AgentChild() {}

    /** Returns when the watch is at work. */
    static Process start(Path lock) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AgentChild.class.getName(),
                        lock.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (process.getInputStream().read() != '!') {
            throw new IOException("The process does not start");
        }
        return process;
    }

    /** Runs the premain by hand: the agent needs the jar that is not built yet. */
    public static void main(String[] arguments) throws Exception {
        LauncherWatch.premain(arguments[0]);
        System.out.write('!');
        System.out.flush();
        Thread.sleep(3_600_000);
    }
}
