package io.gatehouse.services;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;

/** The rows of a table as a file of their time, with tabs between the values. */
final class Results {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss");

    private Results() {}

    static Path write(Path directory, String name, LocalDateTime now, List<String> columns, Stream<String> rows)
            throws IOException {
        Path file = Files.createDirectories(directory).resolve(name + "-" + TIME.format(now) + ".tsv");
        Files.write(
                file, Stream.concat(Stream.of(String.join("\t", columns)), rows).toList());
        return file;
    }
}
