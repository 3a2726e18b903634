package io.gatehouse.gateway.accesslog;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * A file that is appended to, and put aside as {@code name.1} before it becomes too long; what was there under that name becomes
 * {@code name.2}, and so on. For one thread.
 */
final class RotatingFile implements AutoCloseable {
    private final Path path;
    private final long longest;
    private final int keep;
    private @Nullable OutputStream out;
    private long length;

    /**
     * @param longest in bytes; a single batch that is longer still goes into one file
     * @param keep how many files that were put aside are kept; 0 for none
     */
    RotatingFile(Path path, long longest, int keep) {
        this.path = path;
        this.longest = longest;
        this.keep = keep;
    }

    /** Appends whole lines; they all go into one file. A failure leaves it to be opened anew. */
    void append(byte[] lines) throws IOException {
        // Whoever takes the file away (logrotate does) gets a new one written.
        if (out != null && !Files.exists(path)) {
            close();
        }
        OutputStream open = out == null ? open() : out;
        if (length > 0 && length + lines.length > longest) {
            close();
            putAside();
            open = open();
        }
        try {
            open.write(lines);
            length += lines.length;
        } catch (IOException full) {
            close();
            throw full;
        }
    }

    private OutputStream open() throws IOException {
        Path directory = path.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        createForOwner();
        OutputStream open = Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        length = Files.size(path);
        out = open;
        return open;
    }

    /** Who asked for what is nobody else's business. */
    private void createForOwner() throws IOException {
        if (!Files.exists(path)
                && path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----")));
        }
    }

    private void putAside() throws IOException {
        if (keep == 0) {
            Files.deleteIfExists(path);
            return;
        }
        for (int i = keep - 1; i >= 1; i--) {
            Path older = numbered(i);
            if (Files.exists(older)) {
                Files.move(older, numbered(i + 1), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.move(path, numbered(1), StandardCopyOption.REPLACE_EXISTING);
    }

    private Path numbered(int number) {
        return path.resolveSibling(path.getFileName() + "." + number);
    }

    @Override
    public void close() throws IOException {
        OutputStream open = out;
        out = null;
        if (open != null) {
            open.close();
        }
    }
}
