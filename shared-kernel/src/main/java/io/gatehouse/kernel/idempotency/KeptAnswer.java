package io.gatehouse.kernel.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.gatehouse.kernel.json.Json;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An answer that a repeated request gets again.
 *
 * @param location the value of the Location header
 * @param etag the value of the strong entity-tag, without quotes
 * @param body JSON, or that sealed, or null for none
 */
record KeptAnswer(
        int status,
        @Nullable String location,
        @Nullable String etag,
        @Nullable String body) {
    static KeptAnswer of(Response answer) {
        URI location = answer.getLocation();
        EntityTag etag = answer.getEntityTag();
        return new KeptAnswer(
                answer.getStatus(),
                location == null ? null : location.toString(),
                etag == null ? null : etag.getValue(),
                answer.hasEntity() ? json(answer.getEntity()) : null);
    }

    private static String json(Object entity) {
        try {
            return Json.STRICT.writeValueAsString(entity);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    KeptAnswer withBody(UnaryOperator<String> change) {
        return new KeptAnswer(status, location, etag, body == null ? null : change.apply(body));
    }

    Response again() {
        Response.ResponseBuilder answer = Response.status(status).header("Idempotency-Replayed", true);
        if (location != null) {
            answer.location(URI.create(location));
        }
        if (etag != null) {
            answer.tag(new EntityTag(etag));
        }
        if (body != null) {
            answer.type(MediaType.APPLICATION_JSON_TYPE).entity(body);
        }
        return answer.build();
    }
}
