package io.gatehouse.kernel.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** What the form of an operation and its resource method say about it: who may call it, preconditions, creation, refusals. */
record Conventions(
        OpenAPI document, String path, PathItem item, HttpMethod method, Operation operation, ResourceMethod resource) {
    void apply() {
        operation.setOperationId(resource.operationId());
        describeAccess();
        boolean conditional = takesPreconditions();
        if (conditional) {
            describePreconditions();
        }
        describeEmptyAnswers();
        describeCreation();
        describePages();
        if (method == HttpMethod.PATCH) {
            MergePatchSchema.describe(document, item, operation);
        } else if (operation.getRequestBody() != null) {
            operation.getRequestBody().setRequired(true);
        }
        if (operation.getRequestBody() != null) {
            new Examples(document.getComponents().getSchemas()).addTo(operation.getRequestBody());
        }
        refusals(conditional).forEach(this::refuse);
    }

    /** Roles are no scopes, which OAuth 2 has; OpenAPI 3.0 has no place for them but an extension. */
    private void describeAccess() {
        List<String> roles = resource.roles();
        if (!roles.isEmpty()) {
            operation.addSecurityRequirement(
                    OASFactory.createSecurityRequirement().addScheme(SharedComponents.BEARER));
            operation.addExtension("x-roles", roles);
        }
    }

    private boolean takesPreconditions() {
        return parameters().stream().anyMatch(parameter -> SharedComponents.IF_MATCH.equals(parameter.getName()));
    }

    private void describePreconditions() {
        List<Parameter> others = new ArrayList<>(parameters());
        others.removeIf(parameter -> SharedComponents.IF_MATCH.equals(parameter.getName())
                || SharedComponents.IF_NONE_MATCH.equals(parameter.getName()));
        others.add(OASFactory.createParameter()
                .ref(isRead() ? SharedComponents.IF_NONE_MATCH : SharedComponents.IF_MATCH));
        operation.setParameters(others);
        if (isRead()) {
            operation
                    .getResponses()
                    .addAPIResponse(
                            "304",
                            OASFactory.createAPIResponse()
                                    .description("The client has this version")
                                    .addHeader("ETag", OASFactory.createHeader().ref("ETag")));
        }
        addHeader("200", "ETag");
    }

    /** The scan takes every POST without an answer for one that creates. */
    private void describeEmptyAnswers() {
        if (resource.answersNothing()) {
            operation.getResponses().removeAPIResponse("200");
            operation.getResponses().removeAPIResponse("201");
            operation
                    .getResponses()
                    .addAPIResponse("204", OASFactory.createAPIResponse().description("No Content"));
        }
    }

    private void describeCreation() {
        if (whatIsCreatedCanBeRead()) {
            addHeader("201", "Location");
            addHeader("201", "ETag");
        }
        if (resource.isIdempotent()) {
            operation.addParameter(
                    resource.answersASecret()
                            ? SharedComponents.unguessableKey()
                            : OASFactory.createParameter().ref(SharedComponents.IDEMPOTENCY_KEY));
            List.of("200", "201", "202").forEach(status -> addHeader(status, "Idempotency-Replayed"));
        }
    }

    private boolean whatIsCreatedCanBeRead() {
        return document.getPaths().getPathItems().entrySet().stream()
                .anyMatch(known -> known.getKey().matches(Pattern.quote(path) + "/\\{[^/]+}")
                        && known.getValue().getGET() != null);
    }

    private void describePages() {
        if (isRead() && parameters().stream().anyMatch(parameter -> "limit".equals(parameter.getName()))) {
            addHeader("200", "Link");
        }
    }

    private List<String> refusals(boolean conditional) {
        List<String> statuses = new ArrayList<>(List.of("400"));
        if (operation.getSecurity() != null) {
            statuses.addAll(List.of("401", "403"));
        }
        if (path.contains("{")) {
            statuses.add("404");
        }
        if (!isRead()) {
            statuses.add("409");
        }
        if (conditional) {
            statuses.add("412");
        }
        if (operation.getRequestBody() != null || resource.isIdempotent()) {
            statuses.add("422");
        }
        // Without a body the address names all that is wanted: nothing is overwritten that the client has not seen.
        boolean replaces = method == HttpMethod.PUT || method == HttpMethod.PATCH;
        if (conditional && replaces && operation.getRequestBody() != null) {
            statuses.add("428");
        }
        statuses.add("default");
        return statuses;
    }

    /** An operation that says itself how it refuses, as OAuth 2 has it, is left so. */
    private void refuse(String status) {
        if (status.startsWith("4") && operation.getResponses().getAPIResponse(status) != null) {
            return;
        }
        operation
                .getResponses()
                .addAPIResponse(status, OASFactory.createAPIResponse().ref("Problem-" + status));
    }

    private void addHeader(String status, String header) {
        @Nullable APIResponse answer = operation.getResponses().getAPIResponse(status);
        if (answer != null) {
            answer.addHeader(header, OASFactory.createHeader().ref(header));
        }
    }

    private boolean isRead() {
        return method == HttpMethod.GET;
    }

    private List<Parameter> parameters() {
        return Objects.requireNonNullElse(operation.getParameters(), List.of());
    }
}
