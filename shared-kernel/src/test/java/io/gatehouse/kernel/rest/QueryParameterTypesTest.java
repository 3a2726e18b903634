package io.gatehouse.kernel.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.problem.FieldError;
import io.gatehouse.kernel.problem.ProblemException;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import java.lang.annotation.Annotation;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryParameterTypesTest {
    enum Status {
        OPEN,
        DONE
    }

    static class Filter {
        @QueryParam("id")
        @Nullable
        UUID id;

        @QueryParam("before")
        @Nullable
        Instant before;

        @QueryParam("status")
        @Nullable
        Status status;

        @QueryParam("all")
        @Nullable
        Boolean all;

        @QueryParam("text")
        @Nullable
        String text;

        @PathParam("other")
        @Nullable
        UUID other;
    }

    private static @Nullable ParamConverter<?> converter(String field) throws NoSuchFieldException {
        Class<?> type = Filter.class.getDeclaredField(field).getType();
        Annotation[] annotations = Filter.class.getDeclaredField(field).getAnnotations();
        return new QueryParameterTypes().getConverter(type, type, annotations);
    }

    private static @Nullable Object read(String field, @Nullable String text) throws NoSuchFieldException {
        ParamConverter<?> converter = converter(field);
        assertThat(converter).isNotNull();
        return converter == null ? null : converter.fromString(text);
    }

    @Test
    void readsWhatIsMeant() throws NoSuchFieldException {
        UUID id = UUID.randomUUID();

        assertThat(read("id", id.toString())).isEqualTo(id);
        assertThat(read("before", "2026-01-02T03:04:05Z")).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
        assertThat(read("status", "DONE")).isEqualTo(Status.DONE);
        assertThat(read("all", "true")).isEqualTo(true);
        assertThat(read("all", "false")).isEqualTo(false);
    }

    @Test
    void readsNothingWhereNothingWasSent() throws NoSuchFieldException {
        assertThat(read("id", null)).isNull();
        assertThat(read("status", null)).isNull();
    }

    @Test
    void leavesTextAndPathsToJaxRs() throws NoSuchFieldException {
        assertThat(converter("text")).isNull();
        assertThat(converter("other")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id     | ''         | Type  | must be a UUID",
                "id     | 1-1-1-1-1  | Type  | must be a UUID",
                "id     | 0000000000000000000000000000-0000000 | Type  | must be a UUID",
                "before | tomorrow   | Type  | must be a time of RFC 3339 in the years 1900 to 9999",
                "before | +999999999-01-01T00:00:00Z | Type  | must be a time of RFC 3339 in the years 1900 to 9999",
                "status | open       | OneOf | must be one of OPEN, DONE",
                "status | ''         | OneOf | must be one of OPEN, DONE",
                "all    | yes        | Type  | must be true or false",
                "all    | TRUE       | Type  | must be true or false"
            })
    void namesTheParameterThatItCannotRead(String field, String text, String rule, String message) {
        assertThatThrownBy(() -> read(field, text))
                .isInstanceOf(BadRequestException.class)
                .cause()
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().errors())
                                .containsExactly(new FieldError(field, rule, message)));
    }
}
