package io.gatehouse.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents tell of every operation, whatever its service. */
class ConventionsTest {
    /** Where refusals are those of RFC 6749, section 5.2. */
    private static final List<String> OF_OAUTH = List.of("/auth/token", "/auth/verify");

    @ParameterizedTest
    @MethodSource("io.gatehouse.api.Documents#services")
    void aDocumentIsValid(String service) {
        SwaggerParseResult result = Documents.parse(service);

        assertThat(result.getMessages()).isEmpty();
        assertThat(result.getOpenAPI().getServers()).extracting("url").containsExactly("/api");
        assertThat(Described.of(service)).isNotEmpty();
        assertThat(Described.of(service))
                .extracting(described -> described.operation().getOperationId())
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("io.gatehouse.api.Described#everyOperation")
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
    @MethodSource("io.gatehouse.api.Described#everyOperation")
    void whoNeedsATokenIsToldSoAndMayBeRefused(Described described) {
        boolean secured = described.operation().getSecurity() != null;

        if (!OF_OAUTH.contains(described.path())) {
            assertThat(described.answers().containsAll(List.of("401", "403"))).isEqualTo(secured);
        }
        assertThat(described.operation().getExtensions() != null).isEqualTo(secured);
    }

    @ParameterizedTest
    @MethodSource("io.gatehouse.api.Described#everyOperation")
    void preconditionsComeWithWhatBecomesOfThem(Described described) {
        boolean conditional = described.takes("If-Match") || described.takes("If-None-Match");

        assertThat(described.answers().contains("412")).isEqualTo(conditional);
        if (conditional) {
            assertThat(described.takes("If-None-Match")).isEqualTo(described.method() == HttpMethod.GET);
            assertThat(described.answers().contains("304")).isEqualTo(described.method() == HttpMethod.GET);
            assertThat(described.answers().contains("428"))
                    .isEqualTo((described.method() == HttpMethod.PUT || described.method() == HttpMethod.PATCH)
                            && described.operation().getRequestBody() != null);
        }
    }

    /** One resource, not a list; these are a number, a stream, and what says itself how long it may be kept. */
    @Test
    void everyReadOfOneResourceMayBeConditionalButThese() {
        assertThat(Described.everyOperation()
                        .filter(described -> described.method() == HttpMethod.GET && !described.isList())
                        .filter(described -> !described.takes("If-None-Match"))
                        .map(described -> described.operation().getOperationId()))
                .containsExactlyInAnyOrder(
                        "notificationsUnreadCount",
                        "streamStream",
                        "jwksPublicKeys",
                        "discoveryAuthorizationServer",
                        "discoveryOpenIdConfiguration");
    }

    /** These do not grow: as many prices as ids were sent, and the few states that an order can reach. */
    @Test
    void everyListIsReadAPageAtATimeAndInAnOrderButThese() {
        assertThat(Described.everyOperation()
                        .filter(described -> described.method() == HttpMethod.GET && described.isList())
                        .filter(described -> !described.takesAll("limit", "after", "sort")
                                || !described.headers("200").contains("Link"))
                        .map(described -> described.operation().getOperationId()))
                .containsExactlyInAnyOrder("productsPrices", "ordersHistory");
    }

    @Test
    void everyListThatHasPagesHasFilters() {
        assertThat(Described.everyOperation().filter(described -> described.takes("after")))
                .hasSizeGreaterThan(15)
                .allSatisfy(described -> assertThat(described.operation().getParameters())
                        .filteredOn(parameter -> "query".equals(parameter.getIn()))
                        .extracting(Parameter::getName)
                        .anyMatch(name -> !List.of("limit", "after", "sort").contains(name)));
    }

    @ParameterizedTest
    @MethodSource("io.gatehouse.api.Described#everyOperation")
    void noPageIsLongerThanAHundred(Described described) {
        described.parameter("limit").map(Parameter::getSchema).ifPresent(limit -> {
            if (limit.getPattern() == null) {
                assertThat(limit.getMinimum()).isEqualByComparingTo("1");
                assertThat(limit.getMaximum()).isEqualByComparingTo("100");
            } else {
                assertThat(List.of("0", "1", "20", "100", "101"))
                        .filteredOn(text -> text.matches(limit.getPattern()))
                        .containsExactly("1", "20", "100");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("io.gatehouse.api.Described#everyOperation")
    void whatIsCreatedOnceSaysSo(Described described) {
        if (described.takes("Idempotency-Key")) {
            assertThat(described.answers())
                    .filteredOn(status -> status.startsWith("2"))
                    .singleElement()
                    .satisfies(done -> assertThat(described.headers(done)).contains("Idempotency-Replayed"));
            assertThat(described.answers()).contains("409", "422");
        }
        if (described.takes("after")) {
            assertThat(described.headers("200")).contains("Link");
        }
    }

    @ParameterizedTest
    @MethodSource("io.gatehouse.api.Described#everyOperation")
    void whateverCreatesDoesSoOnceForAKey(Described described) {
        if (described.answers().contains("201") || described.answers().contains("202")) {
            assertThat(described.takes("Idempotency-Key")).isTrue();
        }
    }

    /** What is lost when such a key is guessed is told to clients, too. */
    @Test
    void keysThatOpenSecretsAreLong() {
        assertThat(Described.everyOperation()
                        .filter(described -> described.parameter("Idempotency-Key").map(Parameter::getSchema).stream()
                                .anyMatch(schema -> schema.getMinLength() != null))
                        .map(described -> described.operation().getOperationId()))
                .containsExactlyInAnyOrder("clientsRegister", "clientsRenewSecret");
    }

    @ParameterizedTest
    @MethodSource("io.gatehouse.api.Described#everyOperation")
    void whatIsCreatedIsWhereItCanBeRead(Described described) {
        if (described.answers().contains("201")) {
            boolean readable = Described.of(described.service()).stream()
                    .anyMatch(other ->
                            other.method() == HttpMethod.GET && other.path().matches(described.path() + "/\\{[^/]+}"));
            assertThat(described.headers("201").contains("Location")).isEqualTo(readable);
            assertThat(described.headers("201").contains("ETag")).isEqualTo(readable);
        }
    }

    @ParameterizedTest
    @MethodSource("io.gatehouse.api.Described#everyOperation")
    void everyReadSaysWhatItGives(Described described) {
        if (described.method() != HttpMethod.GET) {
            return;
        }
        Content content = described.operation().getResponses().get("200").getContent();
        assertThat(content).isNotEmpty();
        content.forEach((mediaType, given) -> {
            Schema<?> schema = given.getSchema().getItems() == null
                    ? given.getSchema()
                    : given.getSchema().getItems();
            if (!mediaType.equals("text/event-stream")) {
                assertThat(schema.getProperties()).as(mediaType).isNotEmpty();
                assertThat(schema.getRequired()).as("what is always there").isNotEmpty();
            }
        });
    }

    /** One for each way to have nothing to say. */
    @ParameterizedTest
    @CsvSource({
        "users, authLogout",
        "users, authLogoutEverywhere",
        "users, userDelete",
        "users, deadLettersReplay",
        "orders, deadLettersDiscard",
        "tasks, tasksDelete"
    })
    void whatHasNoAnswerSaysSo(String service, String operationId) {
        assertThat(Described.of(service))
                .filteredOn(described -> described.operation().getOperationId().equals(operationId))
                .singleElement()
                .satisfies(described -> assertThat(described.answers())
                        .contains("204")
                        .filteredOn(status -> status.startsWith("2"))
                        .hasSize(1));
    }

    @Test
    void tasksTellAll() {
        Map<String, Operation> tasks = Described.of("tasks").stream()
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
        assertThat(Described.of("orders")).extracting(Described::path).allMatch(path -> path.startsWith("/orders"));
    }

    private static Schema<?> schema(Content content, String mediaType) {
        return content.get(mediaType).getSchema();
    }
}
