package io.gatehouse.kernel.rest;

import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.problem.Rule;
import io.gatehouse.kernel.time.Timestamp;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Query parameters as UUIDs, instants, truth values and enums. JAX-RS alone takes a malformed one for an address that
 * is not there (404) and does not say which it was.
 */
@Provider
public final class QueryParameterTypes implements ParamConverterProvider {
    private static final int UUID_LENGTH = 36;

    @Override
    public <T> @Nullable ParamConverter<T> getConverter(Class<T> type, Type generic, Annotation[] annotations) {
        for (Annotation annotation : annotations) {
            if (annotation instanceof QueryParam query) {
                Reading reading = reading(type);
                return reading == null ? null : new Converter<>(query.value(), type, reading);
            }
        }
        return null;
    }

    /** How a text becomes a value (IllegalArgumentException if it cannot), and what clients are told then. */
    private record Reading(Rule broken, Function<String, Object> read, String message) {}

    private static @Nullable Reading reading(Class<?> type) {
        if (type == UUID.class) {
            return new Reading(Rule.TYPE, QueryParameterTypes::uuid, "must be a UUID");
        }
        if (type == Instant.class) {
            return new Reading(Rule.TYPE, Timestamp::parse, "must be a time of RFC 3339 in the years 1900 to 9999");
        }
        if (type == Boolean.class) {
            return new Reading(Rule.TYPE, QueryParameterTypes::truth, "must be true or false");
        }
        if (type.isEnum()) {
            String names =
                    Arrays.stream(type.getEnumConstants()).map(Object::toString).collect(Collectors.joining(", "));
            return new Reading(Rule.ONE_OF, text -> constant(type, text), "must be one of " + names);
        }
        return null;
    }

    private static Object uuid(String text) {
        if (text.length() != UUID_LENGTH) {
            throw new IllegalArgumentException("no UUID");
        }
        return UUID.fromString(text);
    }

    private static Object truth(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("no truth value");
        }
        return text.equals("true");
    }

    private static Object constant(Class<?> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no constant"));
    }

    private record Converter<T>(String name, Class<T> type, Reading reading) implements ParamConverter<T> {
        /** A parameter that is absent is null here. */
        @Override
        public @Nullable T fromString(@Nullable String text) {
            if (text == null) {
                return null;
            }
            try {
                return type.cast(reading.read().apply(text));
            } catch (IllegalArgumentException malformed) {
                // An exception of another kind would become a 404 or, this very one, a parameter that was not sent.
                throw new BadRequestException(
                        ProblemException.field(400, "VALIDATION_FAILED", name, reading.broken(), reading.message()));
            }
        }

        @Override
        public String toString(T value) {
            return Objects.toString(value);
        }
    }
}
