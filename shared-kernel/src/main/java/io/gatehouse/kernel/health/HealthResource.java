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
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** This service's own readiness: the server's {@code /health} merges all that are deployed beside it. */
@Path("/health/ready")
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

    /** 200 when work can be accepted, 503 when not. */
    @GET
    @Operation(hidden = true)
    public Response ready() {
        boolean answers = database.databaseAnswers();
        boolean up = answers && broker.isUp();
        return Response.status(up ? 200 : 503)
                .entity(Map.of(
                        "status",
                        status(up),
                        "checks",
                        Map.of("database", status(answers), "broker", status(broker.isUp())),
                        "data",
                        Map.of("broker", broker.found())))
                .build();
    }

    private static String status(boolean up) {
        return up ? "UP" : "DOWN";
    }
}
