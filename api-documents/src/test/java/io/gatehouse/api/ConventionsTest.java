package io.gatehouse.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents tell of every operation, whatever its service. */
class ConventionsTest {
    /** Where refusals are those of RFC 6749, section 5.2. */
    private static final List<String> OF_OAUTH = List.of("/auth/token", "/auth/verify");

    private record Described(String path, HttpMethod method, Operation operation) {
        boolean takes(String parameter) {
            return Objects.requireNonNullElse(operation.getParameters(), List.<Parameter>of()).stream()
                    .anyMatch(known -> parameter.equals(known.getName()));
        }

        List<String> answers() {
            return List.copyOf(operation.getResponses().keySet());
        }

        List<String> headers(String status) {
            ApiResponse answer = operation.getResponses().get(status);
            return answer == null || answer.getHeaders() == null
                    ? List.of()
                    : List.copyOf(answer.getHeaders().keySet());
        }
    }

    private static SwaggerParseResult parse(String service) {
        ParseOptions resolved = new ParseOptions();
        resolved.setResolve(true);
        resolved.setResolveFully(true);
        return new OpenAPIV3Parser().readContents(Documents.text(Documents.generated(service)), null, resolved);
    }

    private static List<Described> operations(String service) {
        List<Described> all = new ArrayList<>();
        OpenAPI document = parse(service).getOpenAPI();
        document.getPaths()
                .forEach((path, item) -> item.readOperationsMap()
                        .forEach((method, operation) -> all.add(new Described(path, method, operation))));
        return all;
    }

    static Stream<Described> everyOperation() {
        return Documents.services().flatMap(service -> operations(service).stream());
    }

    @ParameterizedTest
    @MethodSource("io.gatehouse.api.Documents#services")
    void aDocumentIsValid(String service) {
        SwaggerParseResult result = parse(service);

        assertThat(result.getMessages()).isEmpty();
        assertThat(result.getOpenAPI().getServers()).extracting("url").containsExactly("/api");
        assertThat(operations(service)).isNotEmpty();
        assertThat(operations(service))
                .extracting(described -> described.operation().getOperationId())
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("everyOperation")
    void everyRefusalIsAProblem(Described described) {
        assertThat(described.answers()).contains("default", "400");
        described.operation().getResponses().forEach((status, answer) -> {
            if (status.startsWith("4") && OF_OAUTH.contains(described.path())) {
                // 409 and 422 they have as every POST has.
                assertThat(answer.getContent())
                        .as(status)
                        .containsOnlyKeys(
                                List.of("400", "401", "403").contains(status)
                                        ? "application/json"
                                        : "application/problem+json");
            } else if (status.equals("default") || status.startsWith("4")) {
                assertThat(answer.getContent()).as(status).containsOnlyKeys("application/problem+json");
                assertThat(schema(answer.getContent(), "application/problem+json")
                                .getProperties())
                        .containsKeys("type", "code", "errors");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("everyOperation")
    void whoNeedsATokenIsToldSoAndMayBeRefused(Described described) {
        boolean secured = described.operation().getSecurity() != null;

        if (!OF_OAUTH.contains(described.path())) {
            assertThat(described.answers().containsAll(List.of("401", "403"))).isEqualTo(secured);
        }
        assertThat(described.operation().getExtensions() != null).isEqualTo(secured);
    }

    @ParameterizedTest
    @MethodSource("everyOperation")
    void preconditionsComeWithWhatBecomesOfThem(Described described) {
        boolean conditional = described.takes("If-Match") || described.takes("If-None-Match");

        assertThat(described.answers().contains("412")).isEqualTo(conditional);
        if (conditional) {
            assertThat(described.takes("If-None-Match")).isEqualTo(described.method() == HttpMethod.GET);
            assertThat(described.answers().contains("304")).isEqualTo(described.method() == HttpMethod.GET);
            assertThat(described.answers().contains("428"))
                    .isEqualTo(described.method() == HttpMethod.PUT || described.method() == HttpMethod.PATCH);
        }
    }

    @ParameterizedTest
    @MethodSource("everyOperation")
    void whatIsCreatedOnceSaysSo(Described described) {
        if (described.takes("Idempotency-Key")) {
            assertThat(described.headers("201")).contains("Location", "ETag", "Idempotency-Replayed");
        }
        if (described.takes("after")) {
            assertThat(described.headers("200")).contains("Link");
        }
    }

    @Test
    void tasksTellAll() {
        Map<String, Operation> tasks = operations("tasks").stream()
                .collect(Collectors.toMap(described -> described.operation().getOperationId(), Described::operation));

        assertThat(tasks)
                .containsOnlyKeys(
                        "tasksCreate",
                        "tasksList",
                        "tasksRead",
                        "tasksReplace",
                        "tasksPatch",
                        "tasksDelete",
                        "tasksComplete",
                        "tasksReopen",
                        "tasksEvents",
                        "deadLettersList",
                        "deadLettersRead",
                        "deadLettersDiscard",
                        "deadLettersReplay",
                        "categoriesCreate",
                        "categoriesList",
                        "categoriesRead",
                        "categoriesReplace",
                        "categoriesPatch",
                        "categoriesDelete",
                        "categoriesEvents");
        assertThat(tasks.values())
                .allSatisfy(operation ->
                        assertThat(operation.getResponses().keySet()).anyMatch(status -> status.startsWith("2")));
        assertThat(schema(tasks.get("tasksRead").getResponses().get("200").getContent(), "application/json")
                        .getRequired())
                .containsExactlyInAnyOrder("id", "title", "status", "createdAt");
        assertThat(tasks.get("tasksPatch").getRequestBody().getContent())
                .containsOnlyKeys("application/merge-patch+json");
        assertThat(schema(tasks.get("tasksPatch").getRequestBody().getContent(), "application/merge-patch+json")
                        .getRequired())
                .isNull();
        assertThat(tasks.get("tasksList").getExtensions()).containsEntry("x-roles", List.of("user"));
    }

    @Test
    void whatServicesAskOfEachOtherIsNotTheirsToOffer() {
        assertThat(operations("orders"))
                .extracting(Described::path)
                .allMatch(path -> path.startsWith("/orders") || path.startsWith("/dead-letters"));
    }

    private static Schema<?> schema(Content content, String mediaType) {
        return content.get(mediaType).getSchema();
    }
}
