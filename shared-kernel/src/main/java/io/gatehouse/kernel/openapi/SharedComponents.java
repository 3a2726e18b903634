package io.gatehouse.kernel.openapi;

import io.gatehouse.kernel.idempotency.Idempotent;
import io.gatehouse.kernel.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** The parameters, headers, schemas and refusals that all services share. */
final class SharedComponents {
    static final String BEARER = "bearer";
    static final String IF_MATCH = "If-Match";
    static final String IF_NONE_MATCH = "If-None-Match";
    static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    /** What each status of a refusal means; the codes are on the page that a problem's type leads to. */
    static final Map<String, String> REFUSALS = Map.of(
            "400", "The request is malformed; errors names what is wrong with it",
            "401", "A token is needed, or the one that was sent is not accepted",
            "403", "The token does not permit this",
            "404", "It is not there, or not for this caller",
            "409", "It contradicts the state of the resource, or another request",
            "412", "If-Match or If-None-Match is about another version",
            "422", "The request is well-formed, and what it names cannot be used",
            "428", "If-Match is needed",
            "default", "Any other refusal or failure");

    private static final String EXAMPLE_KEY = "5f0c7c9e-7d1b-4f5e-8a36-0c9f2d1b4e77";
    private static final String EXAMPLE_ID = "urn:uuid:8c1f0a5e-5c0c-4b8e-9a06-2f4d8f0c6b11";

    private SharedComponents() {}

    static void addTo(OpenAPI document) {
        Components components = Objects.requireNonNullElseGet(document.getComponents(), OASFactory::createComponents);
        document.setComponents(components);
        components.addSchema("FieldError", fieldError()).addSchema("Problem", problem());
        REFUSALS.keySet().stream()
                .sorted()
                .forEach(status -> components.addResponse("Problem-" + status, refusal(status)));
        components.addSecurityScheme(
                BEARER,
                OASFactory.createSecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .bearerFormat("JWT")
                        .description("An access token of the users service"));
        components
                .addHeader(
                        "ETag",
                        header("The version, or a digest of what has none, for If-Match and If-None-Match", "\"3\""))
                .addHeader(
                        "Link",
                        header("rel=\"next\" leads to the next page, when there is one", "<?after=WyJ>; rel=\"next\""))
                .addHeader("Location", header("Where the new resource is", "/api/things/5"))
                .addHeader(
                        "Idempotency-Replayed", header("true when this is the answer of an earlier request", "true"));
        components
                .addParameter(IF_MATCH, parameter(IF_MATCH, "The ETag of what is to be changed, or *", "\"3\""))
                .addParameter(IF_NONE_MATCH, parameter(IF_NONE_MATCH, "The ETag of what the client has", "\"3\""))
                .addParameter(
                        IDEMPOTENCY_KEY,
                        parameter(
                                IDEMPOTENCY_KEY,
                                "New for each new request; the same when the request is sent again",
                                EXAMPLE_KEY));
    }

    /** The Idempotency-Key of a request whose answer has a secret. */
    static Parameter unguessableKey() {
        Parameter key = parameter(
                IDEMPOTENCY_KEY,
                "New for each new request, and random, for it opens the kept answer, which has a secret;"
                        + " the same when the request is sent again",
                EXAMPLE_KEY);
        key.getSchema().minLength(Idempotent.UNGUESSABLE);
        return key;
    }

    private static APIResponse refusal(String status) {
        return OASFactory.createAPIResponse()
                .description(REFUSALS.get(status))
                .content(OASFactory.createContent()
                        .addMediaType(
                                Problem.MEDIA_TYPE,
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref("Problem"))));
    }

    private static Header header(String description, String example) {
        return OASFactory.createHeader()
                .description(description)
                .schema(string())
                .example(example);
    }

    private static Parameter parameter(String name, String description, String example) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.HEADER)
                .description(description)
                .schema(string())
                .example(example);
    }

    private static Schema problem() {
        return object("A problem document (RFC 9457)", List.of("type", "title", "status", "detail", "code"))
                .addProperty("type", string().example("/problems/validation-failed"))
                .addProperty("title", string().example("Validation failed"))
                .addProperty("status", integer().example(400))
                .addProperty("detail", string().example("The request breaks the rules named in errors."))
                .addProperty("instance", string().example(EXAMPLE_ID))
                .addProperty("code", string().example("VALIDATION_FAILED"))
                .addProperty(
                        "errors",
                        OASFactory.createSchema()
                                .type(Schema.SchemaType.ARRAY)
                                .items(OASFactory.createSchema().ref("FieldError")));
    }

    private static Schema fieldError() {
        return object("One thing that is wrong with the request", List.of("field", "rule", "message"))
                .addProperty("field", string().example("lines[0].quantity"))
                .addProperty("rule", string().example("Min"))
                .addProperty("message", string().example("must be greater than or equal to 1"));
    }

    private static Schema object(String description, List<String> required) {
        return OASFactory.createSchema()
                .type(Schema.SchemaType.OBJECT)
                .description(description)
                .required(required);
    }

    private static Schema string() {
        return OASFactory.createSchema().type(Schema.SchemaType.STRING);
    }

    private static Schema integer() {
        return OASFactory.createSchema().type(Schema.SchemaType.INTEGER).format("int32");
    }
}
