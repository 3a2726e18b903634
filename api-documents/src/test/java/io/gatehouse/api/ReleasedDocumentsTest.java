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

/** A client that was made for a release goes on working, whatever has been published since. */
class ReleasedDocumentsTest {
    @ParameterizedTest
    @MethodSource("io.gatehouse.api.Documents#services")
    void nothingBreaksAClient(String service) {
        ChangedOpenApi changes =
                compare(Documents.text(Documents.released(service)), Documents.text(Documents.generated(service)));

        assertThat(changes.isCompatible())
                .as(() -> "what breaks clients of " + service + ":\n" + told(changes))
                .isTrue();
    }

    /** Each of these is a difference that clients notice; a comparison that saw none would prove nothing. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "an operation is gone           | /tasks/{id}/reopen:                   | /tasks/{id}/open-again:",
                "a method is gone               | '    delete:'                         | '    x-delete:'",
                "a parameter is needed          | '      - name: dueFrom'               | '      - required: true\n        name: dueFrom'",
                "a parameter is gone            | '      - name: dueFrom'               | '      - name: dueSince'",
                "less text is taken             | maxLength: 200                        | maxLength: 100",
                "a choice is gone               | '      - COMPLETED\n'                 | ''",
                "a choice has another name      | '      - COMPLETED'                   | '      - DONE'",
                "another status                 | '        \"201\":'                    | '        \"200\":'",
                "a field is no more always there | '      - title\n      - status'       | '      - status'",
                "a field of the answer is gone  | '        status:\n          $ref: \"#/components/schemas/Status\"\n' | ''",
                "a field of the request is needed | '    TaskContent:\n      required:'  | '    TaskContent:\n      required:\n      - dueAt'",
                "another type                   | '        completedAt:\n          format: date-time\n          type: string' | '        completedAt:\n          type: integer'"
            })
    void noticesWhatBreaksAClient(String what, String now, String then) {
        String tasks = Documents.text(Documents.released("tasks"));
        assertThat(tasks).contains(now);

        assertThat(compare(tasks, tasks.replace(now, then)).isCompatible())
                .as(what)
                .isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "other words        | Complete a task                   | Complete one task",
                "more text is taken | maxLength: 2000                   | maxLength: 4000",
                "a field more       | '        description:\n          maxLength' | '        colour:\n          type: string\n        description:\n          maxLength'",
                "a filter more      | '      - name: dueFrom'           | '      - name: colour\n        in: query\n        schema:\n          type: string\n      - name: dueFrom'",
                "a refusal more     | '        \"412\":'                | '        \"410\":\n          $ref: \"#/components/responses/Problem-404\"\n        \"412\":'",
                "an operation more  | '  /tasks/{id}/reopen:'           | '  /tasks/all:\n    get:\n      responses:\n        \"204\":\n          description: x\n  /tasks/{id}/reopen:'"
            })
    void letsPassWhatDoesNot(String what, String now, String then) {
        String tasks = Documents.text(Documents.released("tasks"));
        assertThat(tasks).contains(now);

        assertThat(compare(tasks, tasks.replace(now, then)).isCompatible())
                .as(what)
                .isTrue();
    }

    private static ChangedOpenApi compare(String released, String generated) {
        return OpenApiCompare.fromContents(released, generated);
    }

    private static String told(ChangedOpenApi changes) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        new MarkdownRender().render(changes, new OutputStreamWriter(text, StandardCharsets.UTF_8));
        return text.toString(StandardCharsets.UTF_8);
    }
}
