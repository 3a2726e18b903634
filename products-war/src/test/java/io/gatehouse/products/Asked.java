package io.gatehouse.products;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.QueryParam;
import java.lang.reflect.Field;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** Parameters as JAX-RS sets them. */
final class Asked {
    private Asked() {}

    /** The same bean, with what a query like {@code sort=name&limit=2} says. */
    static <T> T by(T bean, String query) {
        for (String pair : query.split("&", -1)) {
            if (!pair.isEmpty()) {
                List<String> parts = List.of(pair.split("=", 2));
                set(bean, parts.get(0), URLDecoder.decode(parts.get(1), StandardCharsets.UTF_8));
            }
        }
        return bean;
    }

    private static void set(Object bean, String name, String value) {
        List<Field> fields = Stream.<Class<?>>iterate(bean.getClass(), Objects::nonNull, Class::getSuperclass)
                .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
                .filter(field -> field.isAnnotationPresent(QueryParam.class)
                        && field.getAnnotation(QueryParam.class).value().equals(name))
                .toList();
        assertThat(fields).as(name).hasSize(1);
        Field field = fields.get(0);
        field.setAccessible(true);
        try {
            field.set(bean, converted(field.getType(), value));
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Object converted(Class<?> type, String value) {
        if (type == UUID.class) {
            return UUID.fromString(value);
        }
        return type == Boolean.class ? Boolean.valueOf(value) : value;
    }
}
