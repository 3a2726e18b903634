package io.gatehouse.gateway.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a file has other content than it had, by being asked to look now and then. A name counts, not what is behind it: a file
 * that is replaced by renaming, or by pointing a symbolic link elsewhere, has changed.
 *
 * <p>Content is told only when two looks in a row have seen it: half of a file that somebody is writing may well be a valid configuration, with half of
 * the routes. Time and size spare reading a file that nobody touched, but are not trusted while the file is so young that another
 * write could have left both as they are. Used by one thread.
 */
public final class FileWatch {
    /** File systems keep times of a precision between a nanosecond and two seconds. */
    private static final Duration YOUNG = Duration.ofSeconds(3);

    private final Path file;
    private final InstantSource clock;
    private @Nullable Stamp settled;
    private String seen = "";

    private record Stamp(
            FileTime modified, long size, @Nullable Object identity) {}

    public FileWatch(Path file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
    }

    /**
     * The content, if it is not the known one and has stood still since the look before; null otherwise.
     *
     * @param known the digest of the content that is known already
     * @throws IOException when the file cannot be read
     */
    public @Nullable ConfigText look(String known) throws IOException {
        // Before reading: what is written meanwhile has another stamp at the next look.
        Stamp stamp = stamp();
        if (stamp.equals(settled)) {
            return null;
        }
        ConfigText text = ConfigSource.of(file).read();
        boolean still = text.digest().equals(seen);
        seen = text.digest();
        if (!still) {
            return null;
        }
        boolean old = stamp.modified.toInstant().plus(YOUNG).isBefore(clock.instant());
        settled = old ? stamp : null;
        return text.digest().equals(known) ? null : text;
    }

    private Stamp stamp() throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    }
}
