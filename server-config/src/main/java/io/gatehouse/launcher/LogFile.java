package io.gatehouse.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Where a process writes its output; what was there before is kept once, beside it. */
record LogFile(Path path) {

    static final int LONGEST_BYTES = 10 * 1024 * 1024;

    /** The launcher's heap is small, and the end of a log tells most. */
    private static final int TAIL_BYTES = 64 * 1024;

    private static final int TAIL_LINES = 25;

    /** An empty file for a process that starts. */
    void begin() throws IOException {
        if (Files.exists(path)) {
            Files.move(path, previous(), StandardCopyOption.REPLACE_EXISTING);
        }
        PrivateFiles.write(path, "");
    }

    /**
     * Puts a log that has become too long aside, under the process that writes it: as that appends, it goes on at the
     * beginning. What it writes in the moment between copying and emptying is lost.
     */
    void shorten() {
        try {
            if (Files.size(path) > LONGEST_BYTES) {
                Files.copy(path, previous(), StandardCopyOption.REPLACE_EXISTING);
                Files.write(path, new byte[0]);
            }
        } catch (IOException notNow) {
            // no reason to end what runs; the next call tries again
        }
    }

    /** The last lines. */
    String tail() {
        try (InputStream input = Files.newInputStream(path)) {
            input.skipNBytes(Math.max(0, Files.size(path) - TAIL_BYTES));
            String end = new String(input.readNBytes(TAIL_BYTES), StandardCharsets.UTF_8);
            List<String> lines = end.lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "(cannot be read: " + e + ")";
        }
    }

    Path previous() {
        return path.resolveSibling(path.getFileName() + ".1");
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
