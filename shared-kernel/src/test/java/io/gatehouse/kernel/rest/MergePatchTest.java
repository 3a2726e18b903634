package io.gatehouse.kernel.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.gatehouse.kernel.json.Json;
import io.gatehouse.kernel.problem.FieldError;
import io.gatehouse.kernel.problem.ProblemException;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergePatchTest {
    private static final ValidatorFactory VALIDATION = Validation.buildDefaultValidatorFactory();
    private static final Task TASK = new Task(
            "Write", "a page", new Place("Oslo", 3), List.of("a", "b"), Instant.parse("2026-01-02T03:04:05Z"), null);

    record Place(@Nullable String town, @Max(9) int floor) {}

    record Task(
            @NotBlank String title,
            @Nullable String text,
            @Valid @Nullable Place place,
            @NotNull List<String> tags,
            @Nullable Instant dueAt,
            @Nullable UUID category) {}

    @AfterAll
    static void close() {
        VALIDATION.close();
    }

    private static Task patched(String patch) throws JsonProcessingException {
        return Json.STRICT.readValue(patch, MergePatch.class).applyTo(TASK, VALIDATION.getValidator());
    }

    @Test
    void changesWhatItNamesAndLeavesTheRest() throws JsonProcessingException {
        assertThat(patched("{\"title\":\"Rewrite\"}"))
                .isEqualTo(new Task("Rewrite", "a page", TASK.place(), TASK.tags(), TASK.dueAt(), null));
        assertThat(patched("{}")).isEqualTo(TASK);
    }

    @Test
    void takesAwayWhatItSetsToNull() throws JsonProcessingException {
        Task task = patched("{\"text\":null,\"dueAt\":null,\"category\":null}");

        assertThat(task.text()).isNull();
        assertThat(task.dueAt()).isNull();
        assertThat(task.tags()).isEqualTo(TASK.tags());
    }

    @Test
    void mergesObjectsAndReplacesLists() throws JsonProcessingException {
        assertThat(patched("{\"place\":{\"floor\":4}}").place()).isEqualTo(new Place("Oslo", 4));
        assertThat(patched("{\"place\":{\"town\":null}}").place()).isEqualTo(new Place(null, 3));
        assertThat(patched("{\"tags\":[\"c\"]}").tags()).containsExactly("c");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"status\":\"COMPLETED\"}  | status",
                "{\"version\":9}             | version",
                "{\"place\":{\"planet\":1}}  | place.planet",
                "{\"place\":5}               | place",
                "{\"place\":{\"floor\":null,\"town\":5}} | place.town",
                "{\"title\":5}               | title",
                "{\"title\":\"a\\u0000b\"}   | title",
                "{\"dueAt\":5}               | dueAt",
                "{\"dueAt\":\"soon\"}        | dueAt",
                "{\"category\":\"\"}         | category",
                "{\"tags\":[\"a\",5]}        | tags[1]",
                "[]                          | body",
                "5                           | body",
                "\"title\"                   | body"
            })
    void refusesWhatTheRecordHasNotAndNamesIt(String patch, String field) {
        assertThatThrownBy(() -> patched(patch)).isInstanceOfSatisfying(ProblemException.class, refused -> {
            assertThat(refused.problem().status()).isEqualTo(400);
            assertThat(refused.problem().detail()).doesNotContain("-1");
            assertThat(refused.problem().errors()).extracting(FieldError::field).containsExactly(field);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"title\":null}          | title",
                "{\"title\":\" \"}         | title",
                "{\"tags\":null}           | tags",
                "{\"place\":{\"floor\":10}}| place.floor"
            })
    void holdsTheOutcomeToTheRulesOfTheRecord(String patch, String field) {
        assertThatThrownBy(() -> patched(patch))
                .isInstanceOfSatisfying(
                        ConstraintViolationException.class,
                        invalid -> assertThat(invalid.getConstraintViolations())
                                .extracting(
                                        violation -> violation.getPropertyPath().toString())
                                .containsExactly(field));
    }

    @Test
    void isAsDeepAsJsonMayBeAndNoDeeper() {
        String deep = "{\"place\":".repeat(5_000) + "1" + "}".repeat(5_000);

        assertThatThrownBy(() -> patched(deep)).isInstanceOf(JsonProcessingException.class);
    }
}
