package io.gatehouse.kernel.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.problem.FieldError;
import io.gatehouse.kernel.problem.ProblemException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageRequestTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00.000001Z");

    @Test
    void beginsWithTheNewest() {
        assertThat(new PageRequest("20", null).cursor()).isEqualTo(Cursor.NEWEST);
    }

    @Test
    void goesOnBehindTheCursorThatItGave() {
        Cursor last = new Cursor(NOON, UUID.randomUUID());

        assertThat(new PageRequest("20", last.toString()).cursor()).isEqualTo(last);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "zzz",
                "%%%",
                "MjAyNg",
                "bm93IHRoZW4",
                "MjAyNi0wMS0wMlQxMjowMDowMFogeA",
                "Kzk5OTk5OTk5OS0wMS0wMVQwMDowMDowMFogMDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAw"
            })
    void refusesACursorThatIsNotOurs(String cursor) {
        assertThatThrownBy(() -> new PageRequest("20", cursor).cursor())
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().errors())
                                .extracting(FieldError::field)
                                .containsExactly("after"));
    }
}
