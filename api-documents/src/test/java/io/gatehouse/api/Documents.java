package io.gatehouse.api;

import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The OpenAPI documents of the services: as they were released, as they are published, and as this build has made them. */
final class Documents {
    private static final Path TOP = Path.of("..");

    private Documents() {}

    static Stream<String> services() {
        return Stream.of("users", "products", "orders", "tasks", "notifications");
    }

    static Path published(String service) {
        return TOP.resolve("docs/openapi").resolve(service + ".yaml");
    }

    /** As clients have it; only a release changes it. */
    static Path released(String service) {
        return TOP.resolve("docs/openapi/released").resolve(service + ".yaml");
    }

    static Path routes() {
        return TOP.resolve("server-config/gateway/routes.yaml");
    }

    static Path generated(String service) {
        return TOP.resolve(service + "-war/target/openapi/openapi.yaml");
    }

    /** What this build has made, with all that is referred to in its place. */
    static SwaggerParseResult parse(String service) {
        ParseOptions resolved = new ParseOptions();
        resolved.setResolve(true);
        resolved.setResolveFully(true);
        return new OpenAPIV3Parser().readContents(text(generated(service)), null, resolved);
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
