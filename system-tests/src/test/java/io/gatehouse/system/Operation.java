package io.gatehouse.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * An operation as the published OpenAPI document of its service tells of it.
 *
 * @param name the service's and its own, as in {@code tasks.tasksCreate}
 * @param path in the words of the document, with its parameters
 * @param described what the document says of it
 * @param document all that the document says
 */
record Operation(String name, String method, String path, JsonNode described, JsonNode document) {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** OpenAPI 3.0 took its schemas from a draft between 4 and 5. */
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4);

    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

    static List<Operation> ofAll() {
        return Events.SERVICES.stream().flatMap(service -> of(service).stream()).toList();
    }

    /** The one of this name, the service's included. */
    static Operation named(String name) {
        return of(name.substring(0, name.indexOf('.'))).stream()
                .filter(operation -> operation.name.equals(name))
                .findFirst()
                .orElseThrow();
    }

    static List<Operation> of(String service) {
        JsonNode document = document(service);
        List<Operation> found = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    if (METHODS.contains(method.getKey())) {
                        found.add(of(service, method.getKey(), path.getKey(), method.getValue(), document));
                    }
                }));
        return found;
    }

    private static Operation of(String service, String method, String path, JsonNode described, JsonNode document) {
        return new Operation(
                service + "." + described.path("operationId").asText(),
                method.toUpperCase(Locale.ROOT),
                path,
                described,
                document);
    }

    /** The one of the same document that reads what is at a path. */
    Optional<Operation> read(String other) {
        JsonNode read = document.path("paths").path(other).path("get");
        return read.isMissingNode() ? Optional.empty() : Optional.of(of(service(), "get", other, read, document));
    }

    String service() {
        return name.substring(0, name.indexOf('.'));
    }

    private static JsonNode document(String service) {
        try {
            String yaml = Files.readString(Path.of(Product.home("docs/openapi/" + service + ".yaml")));
            return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** Whether this is its name, or that of an operation that all services have. */
    boolean isNamed(String wanted) {
        return name.equals(wanted) || name.endsWith("." + wanted);
    }

    /** Whose it is: that of the first of its roles; empty for everybody. */
    String role() {
        return described.at("/x-roles/0").asText();
    }

    /** At the gateway, with these parameters of its path and query, and with those others of the query that have examples. */
    String address(Map<String, String> parameters) {
        List<String> query = new ArrayList<>();
        for (JsonNode parameter : parametersIn("query")) {
            String name = parameter.path("name").asText();
            String value =
                    parameters.getOrDefault(name, parameter.path("example").asText());
            if (!value.isEmpty()) {
                query.add(name + "=" + encoded(value));
            }
        }
        String address = pathAt(parameters);
        return query.isEmpty() ? address : address + "?" + String.join("&", query);
    }

    /** The same without a query. */
    String pathAt(Map<String, String> parameters) {
        JsonNode own = document.path("paths").path(path).at("/servers/0/url");
        String server = own.isMissingNode() ? document.at("/servers/0/url").asText() : own.asText();
        String address = (server.equals("/") ? "" : server) + path;
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            address = address.replace("{" + parameter.getKey() + "}", parameter.getValue());
        }
        return address;
    }

    /** Its parameters that are in its {@code path} or its {@code query}. */
    List<JsonNode> parametersIn(String place) {
        return StreamSupport.stream(described.path("parameters").spliterator(), false)
                .filter(parameter -> parameter.path("in").asText().equals(place))
                .toList();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Whether it has a header of that name among its parameters. */
    boolean takes(String header) {
        return StreamSupport.stream(described.path("parameters").spliterator(), false)
                .anyMatch(parameter -> parameter.path("$ref").asText().endsWith("/" + header)
                        || parameter.path("name").asText().equals(header));
    }

    /** Whether it may answer with that status. */
    boolean answers(String status) {
        return described.path("responses").has(status);
    }

    /** The examples of its body, by media type; none when it has no body. */
    Map<String, JsonNode> examples() {
        Map<String, JsonNode> examples = new LinkedHashMap<>();
        described
                .at("/requestBody/content")
                .properties()
                .forEach(body -> examples.put(body.getKey(), body.getValue().path("example")));
        return examples;
    }

    /** The status that it succeeds with. */
    int status() {
        return StreamSupport.stream(
                        ((Iterable<String>) () -> described.path("responses").fieldNames()).spliterator(), false)
                .filter(status -> status.startsWith("2"))
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElseThrow();
    }

    private JsonNode answer() {
        return described.path("responses").path(String.valueOf(status()));
    }

    /** The fields of its answer that stand in every answer: not those of another page, or of a repetition. */
    List<String> headers() {
        return List.of("Location", "ETag").stream()
                .filter(answer().path("headers")::has)
                .toList();
    }

    /** The media type of its answer; empty when that has no body. */
    String mediaType() {
        var types = answer().path("content").fieldNames();
        return types.hasNext() ? types.next() : "";
    }

    /** What an answer has that its schema does not allow, or of which its schema says nothing. */
    List<String> breaches(JsonNode body) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.putArray("allOf")
                .add(answer().path("content").path(mediaType()).path("schema").deepCopy());
        schema.set("components", document.path("components").deepCopy());
        allowNothingElse(schema);
        return SCHEMAS.getSchema(schema).validate(body).stream()
                .map(Error::toString)
                .toList();
    }

    private static void allowNothingElse(JsonNode schema) {
        if (schema instanceof ObjectNode object
                && object.path("type").asText().equals("object")
                && object.has("properties")
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        schema.forEach(Operation::allowNothingElse);
    }

    @Override
    public String toString() {
        return name + ": " + method + " " + path;
    }
}
