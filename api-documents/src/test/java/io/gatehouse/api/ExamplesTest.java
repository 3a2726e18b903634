package io.gatehouse.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client may send is shown, and is what it may send. */
class ExamplesTest {
    /** OpenAPI 3.0 took its schemas from a draft between 4 and 5. */
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4);

    static Stream<Described> everyOperationWithABody() {
        return Described.everyOperation()
                .filter(described -> described.operation().getRequestBody() != null);
    }

    @ParameterizedTest
    @MethodSource("everyOperationWithABody")
    void everyBodyHasAnExampleThatKeepsToItsSchema(Described described) {
        assertThat(described.operation().getRequestBody().getContent())
                .isNotEmpty()
                .allSatisfy((type, body) -> {
                    assertThat(body.getExample()).isNotNull();
                    Schema<?> schema = body.getSchema();
                    JsonNode example = Json.mapper().valueToTree(body.getExample());
                    assertThat(example.isObject()).as(example.toString()).isTrue();
                    assertThat(breaches(schema, example)).isEmpty();
                    assertThat(example.fieldNames())
                            .toIterable()
                            .isNotEmpty()
                            .isSubsetOf(schema.getProperties().keySet());
                });
    }

    /** A check that let everything pass would prove nothing. */
    @Test
    void anExampleThatDoesNotIsFound() throws Exception {
        MediaType order = everyOperationWithABody()
                .filter(described -> described.operation().getOperationId().equals("ordersCreate"))
                .map(described ->
                        described.operation().getRequestBody().getContent().get("application/json"))
                .findFirst()
                .orElseThrow();
        String right = Json.mapper().writeValueAsString(order.getExample());

        for (String wrong : List.of(
                right.replace("\"quantity\":2", "\"quantity\":0"),
                right.replace("\"quantity\":2", "\"quantity\":\"2\""),
                right.replace("\"quantity\"", "\"pieces\""),
                "{\"lines\":[]}",
                "{}")) {
            assertThat(wrong).isNotEqualTo(right);
            assertThat(breaches(order.getSchema(), Json.mapper().readTree(wrong)))
                    .as(wrong)
                    .isNotEmpty();
        }
    }

    private static List<Error> breaches(Schema<?> schema, JsonNode example) {
        return SCHEMAS.getSchema(Json.mapper().<JsonNode>valueToTree(schema)).validate(example);
    }
}
