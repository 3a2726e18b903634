package io.gatehouse.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a Java process of ours. */
record Jvm(Installation installation, String name, int megabytes, Collector collector) {

    /**
     * Leaves an interrupt from the terminal, which reaches all processes of its group, to the launcher: it stops the
     * others in order.
     */
    private static final List<String> DEAF_TO_INTERRUPTS =
            List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh");

    /** The command that runs what the arguments say, with an empty directory of its own for temporary files. */
    List<String> run(String... arguments) throws IOException {
        Path scratch = PrivateFiles.emptyDirectory(scratch());
        List<String> command = new ArrayList<>(DEAF_TO_INTERRUPTS);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + megabytes + "m");
        command.addAll(collector.flags());
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("-Djava.awt.headless=true");
        command.add("-Djava.io.tmpdir=" + scratch);
        Path lock = scratch.resolveSibling(name + ".lock");
        command.add("-javaagent:" + installation.distribution().launcher() + "=" + lock);
        command.addAll(List.of(arguments));
        return command;
    }

    Path scratch() {
        return installation.data().run(name);
    }
}
