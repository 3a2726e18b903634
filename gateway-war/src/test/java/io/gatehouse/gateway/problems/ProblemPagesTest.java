package io.gatehouse.gateway.problems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ProblemPagesTest {
    private static final String DOCUMENT = """
            # Problems

            Words before the first section.

            ## NOT_FOUND

            `404`. It is <not> here & never
            was.

            Look elsewhere.

            ## TOO_BUSY

            `503`. Later.
            """;

    private static String page(String path) {
        return new String(
                Objects.requireNonNull(ProblemPages.of(DOCUMENT).at(path))
                        .html()
                        .content(),
                StandardCharsets.UTF_8);
    }

    @Test
    void aSectionIsAPageWithItsCodeInWords() {
        assertThat(page("/problems/not-found")).isEqualTo("""
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><title>Not found</title></head>
                <body>
                <h1>Not found</h1>
                <p><code>NOT_FOUND</code></p>
                <p><code>404</code>. It is &lt;not&gt; here &amp; never
                was.</p>
                <p>Look elsewhere.</p>
                </body>
                </html>
                """);
    }

    @Test
    void whatStandsBeforeTheSectionsIsOnNoPage() {
        assertThat(page("/problems/too-busy")).doesNotContain("Words before", "Look elsewhere");
    }

    @Test
    void thereIsNoOtherPage() {
        assertThat(ProblemPages.of(DOCUMENT).at("/problems/NOT_FOUND")).isNull();
        assertThat(ProblemPages.of(DOCUMENT).at("/problems/")).isNull();
    }

    @Test
    void aPageHasATagOfItsOwn() {
        ProblemPages pages = ProblemPages.of(DOCUMENT);

        assertThat(Objects.requireNonNull(pages.at("/problems/not-found")).etag())
                .matches("\"[0-9a-f]{32}\"")
                .isNotEqualTo(
                        Objects.requireNonNull(pages.at("/problems/too-busy")).etag());
    }

    @Test
    void refusesADocumentThatSaysSomethingTwice() {
        assertThatThrownBy(() -> ProblemPages.of(DOCUMENT + "## NOT_FOUND\nAgain.\n"))
                .hasMessageContaining("NOT_FOUND");
    }
}
