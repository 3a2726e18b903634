package io.gatehouse.api;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.servers.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** An operation of a service, as its document tells of it. */
record Described(String service, PathItem item, String path, HttpMethod method, Operation operation) {
    static List<Described> of(String service) {
        List<Described> all = new ArrayList<>();
        Documents.parse(service)
                .getOpenAPI()
                .getPaths()
                .forEach((path, item) -> item.readOperationsMap()
                        .forEach(
                                (method, operation) -> all.add(new Described(service, item, path, method, operation))));
        return all;
    }

    static Stream<Described> everyOperation() {
        return Documents.services().flatMap(service -> of(service).stream());
    }

    boolean takes(String parameter) {
        return parameter(parameter).isPresent();
    }

    boolean takesAll(String... parameters) {
        return Stream.of(parameters).allMatch(this::takes);
    }

    Optional<Parameter> parameter(String name) {
        return Objects.requireNonNullElse(operation.getParameters(), List.<Parameter>of()).stream()
                .filter(known -> name.equals(known.getName()))
                .findFirst();
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

    /** Whether its answer is an array. */
    boolean isList() {
        return operation.getResponses().get("200").getContent().values().stream()
                .anyMatch(given -> given.getSchema().getItems() != null);
    }

    boolean isSecured() {
        return operation.getSecurity() != null;
    }

    /** Its path at the gateway, with something in the place of each parameter. */
    String address() {
        List<Server> servers = item.getServers() == null ? operation.getServers() : item.getServers();
        String server = servers == null ? "/api" : servers.get(0).getUrl();
        return (server.equals("/") ? "" : server) + path.replaceAll("\\{[^/]+}", "x");
    }

    @Override
    public String toString() {
        return service + ": " + method + " " + path;
    }
}
