package io.gatehouse.kernel.health;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** This service's own readiness: the server's {@code /health} merges all that are deployed beside it. */
@Path("/health")
@ApplicationScoped
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {
    @Inject
    @Readiness
    DatabaseReadiness database;

    @Inject
    @Readiness
    BrokerReadiness broker;

    /** 200 when work can be accepted and its events leave, 503 when not. */
    @GET
    @Path("/ready")
    @Operation(hidden = true)
    public Response ready() {
        return answer(Map.of("database", database.databaseAnswers(), "broker", broker.isUp()));
    }

    /** 200 when work can be accepted, 503 when not: what the gateway asks, for events may wait in the outbox. */
    @GET
    @Path("/database")
    @Operation(hidden = true)
    public Response database() {
        return answer(Map.of("database", database.databaseAnswers()));
    }

    private Response answer(Map<String, Boolean> checks) {
        boolean up = !checks.containsValue(false);
        Map<String, String> told = new TreeMap<>();
        checks.forEach((name, well) -> told.put(name, status(well)));
        return Response.status(up ? 200 : 503)
                .entity(Map.of("status", status(up), "checks", told, "data", Map.of("broker", broker.found())))
                .build();
    }

    private static String status(boolean up) {
        return up ? "UP" : "DOWN";
    }
}
