package io.gatehouse.gateway.telemetry;

import java.util.List;
import org.eclipse.microprofile.metrics.Metadata;

/** Every family of metrics that telemetry keeps, with its tags. By route id and never by path: a client could make up any number of paths. */
enum Metric {
    REQUESTS("gatehouse_gateway_requests", "Requests that got an answer", "route", "status", "failure"),
    BROKEN_ANSWERS(
            "gatehouse_gateway_broken_answers",
            "Answers that broke off on their way to the client",
            "route",
            "status",
            "failure"),
    REQUESTS_IN_FLIGHT("gatehouse_gateway_requests_in_flight", "Requests whose answer has not ended yet", "route"),
    REQUEST_SECONDS(
            "gatehouse_gateway_request_seconds",
            "From the head of a request to the end of its answer (histogram)",
            "route"),
    REQUEST_BYTES("gatehouse_gateway_request_bytes", "Bytes of request bodies that were read", "route"),
    RESPONSE_BYTES("gatehouse_gateway_response_bytes", "Sizes of answers as they were written (histogram)", "route"),
    UPSTREAM_SECONDS(
            "gatehouse_gateway_upstream_seconds",
            "From asking an instance to the head of its answer (histogram)",
            "upstream",
            "instance"),
    UPSTREAM_ANSWERS(
            "gatehouse_gateway_upstream_answers",
            "How requests ended that an instance was asked for last",
            "upstream",
            "instance",
            "status",
            "failure"),
    UPSTREAM_ATTEMPTS("gatehouse_gateway_upstream_attempts", "How often an instance was asked", "upstream"),
    ACCESS_LOG_DROPPED(
            "gatehouse_gateway_access_log_dropped", "Lines that the access log had no room for, or could not write");

    private final String family;
    private final String description;
    // List.of gives one that nobody can change.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> tags;

    Metric(String family, String description, String... tags) {
        this.family = family;
        this.description = description;
        this.tags = List.of(tags);
    }

    String family() {
        return family;
    }

    List<String> tags() {
        return tags;
    }

    Metadata described() {
        return described("");
    }

    Metadata described(String suffix) {
        return Metadata.builder()
                .withName(family + suffix)
                .withDescription(description)
                .build();
    }
}
