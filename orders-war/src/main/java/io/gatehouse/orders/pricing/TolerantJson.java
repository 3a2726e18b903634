package io.gatehouse.orders.pricing;

import io.gatehouse.kernel.json.Json;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/**
 * Reads what another service answers; fields that we do not know yet are left out. The priority is higher than that of
 * JSON-B, which matches as well.
 */
@Priority(Priorities.ENTITY_CODER)
@Consumes(MediaType.APPLICATION_JSON)
public final class TolerantJson implements MessageBodyReader<Object> {
    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return true;
    }

    @Override
    public Object readFrom(
            Class<Object> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        return Json.TOLERANT.readValue(body, Json.TOLERANT.constructType(generic));
    }
}
