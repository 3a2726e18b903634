package io.gatehouse.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads on in the logs of servers that start: one that has said that it could not deploy an application never becomes
 * ready, and does not end either.
 */
final class Deployments {

    /**
     * How Payara Micro says so, as {@link JsonLines} writes it. Nobody else can: within a text the quotes are escaped.
     */
    private static final String FAILED =
            "\"logger\":\"fish.payara.boot.runtime.BootCommand\",\"message\":\"Boot Command deploy failed";

    private final Map<LogFile, Reader> readers = new HashMap<>();

    /** One whose server has failed to deploy something; each call reads what was written since the last one. */
    Optional<Child> failed(Iterable<Child> children) {
        for (Child child : children) {
            if (readers.computeIfAbsent(child.log(), Reader::new).hasFailed()) {
                return Optional.of(child);
            }
        }
        return Optional.empty();
    }

    /** How far one log was read. */
    private static final class Reader {
        private final LogFile log;
        private long position;
        /** The end of what was read: the words may come in two parts. */
        private String end = "";

        Reader(LogFile log) {
            this.log = log;
        }

        boolean hasFailed() {
            try (InputStream input = Files.newInputStream(log.path())) {
                // It was put aside when it had become too long.
                position = Files.size(log.path()) < position ? 0 : position;
                input.skipNBytes(position);
                byte[] more = input.readAllBytes();
                position += more.length;
                String text = end + new String(more, StandardCharsets.ISO_8859_1);
                end = text.substring(Math.max(0, text.length() - FAILED.length()));
                return text.contains(FAILED);
            } catch (IOException notNow) {
                return false;
            }
        }
    }
}
