package io.gatehouse.kernel.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;
import org.jspecify.annotations.Nullable;

/** Puts together what a whole body looks like from the examples of its members; those without one are left out. */
record Examples(Map<String, Schema> schemas) {
    private static final String REFERENCE = "#/components/schemas/";

    void addTo(RequestBody body) {
        body.getContent().getMediaTypes().values().forEach(content -> {
            if (content.getExample() == null) {
                content.setExample(of(content.getSchema()));
            }
        });
    }

    private @Nullable Object of(@Nullable Schema schema) {
        if (schema == null || schema.getExample() != null) {
            return schema == null ? null : schema.getExample();
        }
        if (schema.getRef() != null) {
            return of(schemas.get(schema.getRef().substring(REFERENCE.length())));
        }
        if (schema.getAllOf() != null) {
            return of(schema.getAllOf().get(0));
        }
        if (schema.getEnumeration() != null) {
            return schema.getEnumeration().get(0);
        }
        if (schema.getItems() != null) {
            Object item = of(schema.getItems());
            return item == null ? null : List.of(item);
        }
        return schema.getProperties() == null ? null : ofMembers(schema.getProperties());
    }

    private @Nullable Object ofMembers(Map<String, Schema> properties) {
        Map<String, Object> members = new LinkedHashMap<>();
        properties.forEach((name, schema) -> {
            Object example = of(schema);
            if (example != null) {
                members.put(name, example);
            }
        });
        return members.isEmpty() ? null : members;
    }
}
