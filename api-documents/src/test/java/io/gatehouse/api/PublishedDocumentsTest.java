package io.gatehouse.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a reader finds in the repository is what the services give out. */
class PublishedDocumentsTest {
    @ParameterizedTest
    @MethodSource("io.gatehouse.api.Documents#services")
    void whatIsPublishedIsWhatThereIs(String service) {
        assertThat(Documents.generated(service))
                .as(
                        "publish it, if that is meant: cp %s-war/target/openapi/openapi.yaml docs/openapi/%1$s.yaml",
                        service)
                .hasSameTextualContentAs(Documents.published(service));
    }
}
