package io.gatehouse.kernel.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagsTest {
    private static EntityTags parsed(String... lines) {
        return Objects.requireNonNull(EntityTags.parse(List.of(lines)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*               | true  | true",
                "\"3\"           | true  | true",
                "W/\"3\"         | false | true",
                "\"2\", \"3\"    | true  | true",
                "\"2\" ,W/\"3\"  | false | true",
                ", \"3\" ,,      | true  | true",
                "\"33\"          | false | false",
                "\"3,\"          | false | false",
                "\"\"            | false | false",
                "w/\"3\",\"3\"   | refused | refused"
            })
    void comparesStronglyAndWeakly(String field, String strong, String weak) {
        EntityTags tags = EntityTags.parse(List.of(field));

        assertThat(tags == null ? "refused" : String.valueOf(tags.nameStrongly("\"3\"")))
                .isEqualTo(strong);
        assertThat(tags == null ? "refused" : String.valueOf(tags.nameWeakly("\"3\"")))
                .isEqualTo(weak);
    }

    @Test
    void readsSeveralLinesAsOneList() {
        assertThat(parsed("\"1\"", "W/\"2\", \"a,b\"").tags()).containsExactly("\"1\"", "W/\"2\"", "\"a,b\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ",", "3", "\"3", "3\"", "\"3\" \"4\"", "\"3\";", "*, \"3\"", "**", "\"a b\"", "\"a\u0000\""})
    void knowsWhatIsNoListOfEntityTags(String field) {
        assertThat(EntityTags.parse(List.of(field))).isNull();
    }

    @Test
    void isNotKeptBusyByAHostileField() {
        String hostile = " \"x\" ,".repeat(20_000) + "\"";
        long began = System.nanoTime();

        assertThat(EntityTags.parse(List.of(hostile))).isNull();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    }
}
