package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.system.Client.Answer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What becomes of preconditions (RFC 9110, section 13): who has seen this state is spared it, and who has not changes nothing. */
final class Preconditions {
    private static final String OF_NO_VERSION = "\"999999\"";

    private Preconditions() {}

    /** The answer to a read has an ETag if its document says so, and whoever sends that gets nothing more. */
    static void assertReadOnce(Call read, Answer first) {
        Optional<String> etag = first.header("ETag");
        assertThat(etag.isPresent())
                .as("ETag of " + read + ": " + first)
                .isEqualTo(read.operation().takes("If-None-Match"));
        etag.ifPresent(known -> {
            Answer again = read.send("If-None-Match", known);
            assertThat(again.status()).as(read + ": " + again).isEqualTo(304);
            assertThat(again.http().body()).as(read.toString()).isEmpty();
            assertThat(again.header("ETag")).as(read.toString()).hasValue(known);
        });
    }

    /** A write that is about another version, or does not say about which although it must, changes nothing. */
    static void assertNotOverwritten(Call write) {
        List<JsonNode> before = seen(write);
        assertThat(before).as("what " + write + " is about").isNotEmpty();

        assertRefused(write, write.send("If-Match", OF_NO_VERSION), 412, "PRECONDITION_FAILED");
        if (write.operation().answers("428")) {
            assertRefused(write, write.send(), 428, "PRECONDITION_REQUIRED");
        }

        assertThat(seen(write)).as(write.toString()).isEqualTo(before);
    }

    private static void assertRefused(Call write, Answer answer, int status, String code) {
        String what = write + ": " + answer;
        assertThat(answer.status()).as(what).isEqualTo(status);
        assertThat(answer.header("Content-Type")).as(what).hasValue("application/problem+json");
        assertThat(answer.text("code")).as(what).isEqualTo(code);
    }

    /** The nearest resource above that can be read, and what happened to it as far as the caller may know. */
    private static List<JsonNode> seen(Call write) {
        Operation operation = write.operation();
        return Stream.iterate(
                        operation.path(), path -> !path.isEmpty(), path -> path.substring(0, path.lastIndexOf('/')))
                .flatMap(path -> operation.read(path).stream())
                .filter(read -> read.takes("If-None-Match"))
                .limit(1)
                .flatMap(read -> Stream.concat(Stream.of(read), operation.read(read.path() + "/events").stream()))
                .filter(read -> !read.role().equals("admin") || operation.role().equals("admin"))
                .map(read -> {
                    Answer answer = write.send(read);
                    assertThat(answer.status()).as(read + ": " + answer).isEqualTo(200);
                    return answer.json();
                })
                .toList();
    }
}
