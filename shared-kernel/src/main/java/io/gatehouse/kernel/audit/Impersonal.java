package io.gatehouse.kernel.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.gatehouse.kernel.json.Json;

/** The JSON of an event's data without what is {@link Personal}. */
final class Impersonal {
    private static final ObjectMapper WRITER = Json.TOLERANT
            .copy()
            .setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1L;

                @Override
                public boolean hasIgnoreMarker(AnnotatedMember member) {
                    return member.hasAnnotation(Personal.class) || super.hasIgnoreMarker(member);
                }
            });

    private Impersonal() {}

    static JsonNode of(Record data) {
        return WRITER.valueToTree(data);
    }
}
