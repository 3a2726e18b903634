package io.gatehouse.kernel.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.text.PlainText;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConstraintViolationMapperTest {
    record Line(@Positive int quantity) {}

    record Order(
            @NotBlank @PlainText String name,
            @NotNull @Size(max = 3) List<@NotNull @Valid Line> lines) {}

    static class Resource {
        void place(@NotNull @Valid Order wanted) {}

        void list(@Max(100) int limit) {}
    }

    private static Problem problemOf(String method, Class<?> type, @Nullable Object argument) throws Exception {
        try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
            var violations = factory.getValidator()
                    .forExecutables()
                    .validateParameters(
                            new Resource(), Resource.class.getDeclaredMethod(method, type), new Object[] {argument});
            return ConstraintViolationMapper.problem(new ConstraintViolationException(violations));
        }
    }

    @Test
    void namesAllFieldsInTheClientsWords() throws Exception {
        Problem problem = problemOf("place", Order.class, new Order(" ", List.of(new Line(1), new Line(-1))));

        assertThat(problem.errors())
                .containsExactly(
                        new FieldError("lines[1].quantity", "Positive", "must be greater than 0"),
                        new FieldError("name", "NotBlank", "must not be blank"));
    }

    @Test
    void refusesControlCharactersInText() throws Exception {
        Problem problem = problemOf("place", Order.class, new Order("a\u001b[2Jb", List.of()));

        assertThat(problem.errors())
                .containsExactly(new FieldError("name", "PlainText", "must not contain control characters"));
        assertThat(problemOf("place", Order.class, new Order("two\nlines\tand é", List.of()))
                        .errors())
                .isEmpty();
    }

    @Test
    void namesAnElementThatIsMissing() throws Exception {
        Problem problem = problemOf("place", Order.class, new Order("n", Arrays.asList(new Line(1), null)));

        assertThat(problem.errors()).containsExactly(new FieldError("lines[1]", "NotNull", "must not be null"));
    }

    @Test
    void namesAListThatIsTooLong() throws Exception {
        Problem problem = problemOf("place", Order.class, new Order("n", Collections.nCopies(4, new Line(1))));

        assertThat(problem.errors()).containsExactly(new FieldError("lines", "Size", "size must be between 0 and 3"));
    }

    @Test
    void namesTheBodyThatIsMissing() throws Exception {
        assertThat(problemOf("place", Order.class, null).errors())
                .containsExactly(new FieldError("body", "NotNull", "must not be null"));
    }

    @Test
    void namesAQueryParameter() throws Exception {
        assertThat(problemOf("list", int.class, 1000).errors())
                .containsExactly(new FieldError("limit", "Max", "must be less than or equal to 100"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "ja", "en-GB"})
    void speaksEnglishOnEveryMachine(String language) throws Exception {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(language));
        try {
            namesAListThatIsTooLong();
            namesAllFieldsInTheClientsWords();
            namesAQueryParameter();
        } finally {
            Locale.setDefault(before);
        }
    }
}
