package io.gatehouse.kernel.problem;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A body that is not JSON, or not the JSON that was asked for. */
@Provider
public final class InvalidJsonMapper implements ExceptionMapper<JsonProcessingException> {
    @Context
    private @Nullable HttpHeaders headers;

    @Override
    public Response toResponse(JsonProcessingException invalid) {
        return Problems.answer(problem(invalid), headers);
    }

    /** The 400 that names the field, or the place, at which the JSON is not what was asked for. */
    public static Problem problem(JsonProcessingException invalid) {
        if (invalid instanceof JsonMappingException mapping
                && !mapping.getPath().isEmpty()
                && !(mapping.getCause() instanceof JsonParseException)) {
            FieldError error = error(field(mapping.getPath()), mapping);
            return Problem.of(400, "VALIDATION_FAILED", error.field() + " " + error.message() + ".", List.of(error));
        }
        var at = invalid.getLocation();
        String where =
                at == null || at.getLineNr() < 1 ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        FieldError error = new FieldError("body", Rule.JSON, "is not the JSON that is expected" + where);
        return Problem.of(400, "MALFORMED_JSON", "The body cannot be read" + where + ".", List.of(error));
    }

    private static FieldError error(String field, JsonMappingException mapping) {
        return mapping instanceof UnrecognizedPropertyException
                ? new FieldError(field, Rule.KNOWN, "is not a known field")
                : new FieldError(field, Rule.TYPE, "has the wrong type or form");
    }

    private static String field(List<JsonMappingException.Reference> path) {
        StringBuilder field = new StringBuilder();
        for (JsonMappingException.Reference step : path) {
            if (step.getFieldName() == null) {
                field.append('[').append(step.getIndex()).append(']');
            } else {
                field.append(field.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return field.toString();
    }
}
