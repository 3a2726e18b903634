package io.gatehouse.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The OpenAPI documents of the services: as they were published, and as this build has made them. */
final class Documents {
    private static final Path TOP = Path.of("..");

    private Documents() {}

    static Stream<String> services() {
        return Stream.of("users", "products", "orders", "tasks", "notifications");
    }

    static Path published(String service) {
        return TOP.resolve("docs/openapi").resolve(service + ".yaml");
    }

    static Path generated(String service) {
        return TOP.resolve(service + "-war/target/openapi/openapi.yaml");
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
