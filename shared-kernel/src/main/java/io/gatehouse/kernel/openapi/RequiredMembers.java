package io.gatehouse.kernel.openapi;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What an answer always has: the components of its record that are never null, and so on for the records in it.
 *
 * @param schemas those of the document, by names that are not always those of the records: two may have one name
 * @param described what has been looked at: a record may hold others of its kind
 */
record RequiredMembers(Map<String, Schema> schemas, Set<Type> described) {
    RequiredMembers(Map<String, Schema> schemas) {
        this(schemas, new HashSet<>());
    }

    void describe(Type answer) {
        if (answer instanceof ParameterizedType generic) {
            Arrays.stream(generic.getActualTypeArguments()).forEach(this::describe);
        } else if (answer instanceof Class<?> type && type.isArray()) {
            describe(type.getComponentType());
        } else if (answer instanceof Class<?> type && type.isRecord() && described.add(type)) {
            describe(type.getRecordComponents(), type.getSimpleName());
        }
    }

    private void describe(RecordComponent[] components, String name) {
        Set<String> all =
                Arrays.stream(components).map(RequiredMembers::nameOnTheWire).collect(Collectors.toSet());
        schemas.forEach((known, schema) -> {
            boolean isOfRecord = known.startsWith(name)
                    && schema.getProperties() != null
                    && schema.getProperties().keySet().equals(all);
            if (isOfRecord && schema.getRequired() == null) {
                schema.setRequired(required(components));
            }
        });
        Arrays.stream(components).map(RecordComponent::getGenericType).forEach(this::describe);
    }

    private static List<String> required(RecordComponent[] components) {
        return Arrays.stream(components)
                .filter(component -> !isNullable(component.getAnnotatedType()))
                .map(RequiredMembers::nameOnTheWire)
                .toList();
    }

    /** The accessor has the annotation: there is none for components. */
    private static String nameOnTheWire(RecordComponent component) {
        @Nullable JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
        return named == null ? component.getName() : named.value();
    }

    private static boolean isNullable(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }
}
