package io.gatehouse.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;
import org.openapitools.openapidiff.core.output.MarkdownRender;

/** A client that was made for a published document goes on working. */
class PublishedDocumentsTest {
    @ParameterizedTest
    @MethodSource("io.gatehouse.api.Documents#services")
    void nothingBreaksAClient(String service) {
        ChangedOpenApi changes =
                compare(Documents.text(Documents.published(service)), Documents.text(Documents.generated(service)));

        assertThat(changes.isCompatible())
                .as(() -> "what breaks clients of " + service + ":\n" + told(changes))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("io.gatehouse.api.Documents#services")
    void whatIsPublishedIsWhatThereIs(String service) {
        assertThat(Documents.generated(service))
                .as(
                        "publish it, if that is meant: cp %s-war/target/openapi/openapi.yaml docs/openapi/%1$s.yaml",
                        service)
                .hasSameTextualContentAs(Documents.published(service));
    }

    /** Each of these turned up as a difference that clients notice; a comparison that saw none would prove nothing. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/tasks/{id}/reopen:                     | /tasks/{id}/open-again:",
                "'      - name: dueFrom'                  | '      - required: true\n        name: dueFrom'",
                "'      - name: dueFrom'                  | '      - name: dueSince'",
                "maxLength: 200                           | maxLength: 100",
                "'      - COMPLETED'                      | '      - DONE'",
                "'        \"201\":'                       | '        \"200\":'",
                "'      - title\n      - status'          | '      - status'"
            })
    void noticesWhatBreaksAClient(String now, String then) {
        String tasks = Documents.text(Documents.published("tasks"));
        assertThat(tasks).contains(now);

        assertThat(compare(tasks, tasks.replace(now, then)).isCompatible()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Complete a task                          | Complete one task",
                "maxLength: 2000                          | maxLength: 4000",
                "'        description:\n          maxLength' | '        colour:\n          type: string\n        description:\n          maxLength'"
            })
    void letsPassWhatDoesNot(String now, String then) {
        String tasks = Documents.text(Documents.published("tasks"));
        assertThat(tasks).contains(now);

        assertThat(compare(tasks, tasks.replace(now, then)).isCompatible()).isTrue();
    }

    private static ChangedOpenApi compare(String published, String generated) {
        return OpenApiCompare.fromContents(published, generated);
    }

    private static String told(ChangedOpenApi changes) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        new MarkdownRender().render(changes, new OutputStreamWriter(text, StandardCharsets.UTF_8));
        return text.toString(StandardCharsets.UTF_8);
    }
}
