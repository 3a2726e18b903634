package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.system.Client.Answer;
import io.gatehouse.system.Situations.Situation;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Every operation of every document, with what no client should send it: it is refused with the name of what is wrong. */
interface Malformed {
    /** Where refusals are those of RFC 6749, section 5.2, and unknown parameters are passed over. */
    List<String> OF_OAUTH = List.of("users.tokenToken", "users.verifyVerify");

    /** What is no text, as it stands in an address; in a path the server refuses it before any of us is asked. */
    List<String> NO_TEXT = List.of("%00", "a%00b", "%FF%FE", "%ED%A0%80");

    /** What the gateway lets through in no query, whatever its parameters are called. */
    String NOWHERE = "%00";

    /** Texts that nothing is called. */
    List<String> ODD = List.of(
            "%27%20or%201=1",
            "%F0%9F%98%80", "%E2%80%AE", "%0D%0AX:%201", "nonsense", "-1", "9".repeat(40), "n".repeat(3_000));

    /** Texts that have a form of their own, though their documents do not say so. */
    Set<String> OF_PAGES = Set.of("after", "sort");

    /** Where a minus is a word that is not to be found. */
    Set<String> SEARCHED = Set.of("q");

    Product product();

    @Test
    default void everyBodyThatIsWrongIsRefusedWithTheNameOfTheField() {
        Situations situations = new Situations(product());
        SoftAssertions all = new SoftAssertions();

        Operation.ofAll().stream()
                .filter(operation -> !operation.examples().isEmpty() && !OF_OAUTH.contains(operation.name()))
                .forEach(operation -> {
                    Situation situation = situations.ofRefused(operation);
                    operation
                            .examples()
                            .forEach((type, example) -> Mistake.in(situation.filled(example))
                                    .forEach(mistake -> all.check(() -> assertRefused(
                                            new Call(operation, situation, type, mistake.body()), mistake))));
                });

        all.assertAll();
    }

    @Test
    default void aBodyOfAnotherTypeIsRefused() {
        Situations situations = new Situations(product());

        assertThat(Operation.ofAll())
                .filteredOn(operation -> !operation.examples().isEmpty() && !OF_OAUTH.contains(operation.name()))
                .hasSizeGreaterThan(25)
                .allSatisfy(operation -> {
                    Situation situation = situations.ofRefused(operation);
                    String body = situation
                            .filled(operation.examples().values().iterator().next())
                            .toString();
                    for (String type : List.of("text/plain", "application/xml", "multipart/form-data", "nonsense")) {
                        Answer answer = send(new Call(operation, situation, type, body));
                        assertThat(answer.status()).as(type + ": " + answer).isIn(400, 415);
                        BadInput.assertRefused(answer);
                    }
                });
    }

    /** Without bodies: it is the path alone that is wrong. */
    @Test
    default void whatIsOddInAPathIsRefused() {
        Client admin = Client.administrator(product());
        SoftAssertions all = new SoftAssertions();

        for (Operation operation : Operation.ofAll()) {
            for (JsonNode parameter : operation.parametersIn("path")) {
                String name = parameter.path("name").asText();
                for (String odd : ODD) {
                    all.check(() -> BadInput.assertRefused(send(at(operation, admin, name, odd))));
                }
                for (String noText : NO_TEXT) {
                    all.check(() -> assertRefusedUnread(send(at(operation, admin, name, noText))));
                }
            }
        }

        all.assertAll();
    }

    /** A text that no item has is no mistake: then there is nothing in the list. */
    @Test
    default void whatIsOddInAQueryIsRefusedByItsNameOrNotFound() {
        Situations situations = new Situations(product());
        Situation atOnce = new Situation(Client.administrator(product()), Map.of(), Map.of());
        SoftAssertions all = new SoftAssertions();

        for (Operation operation : Operation.ofAll()) {
            List<JsonNode> parameters = operation.parametersIn("query");
            Situation situation =
                    parameters.isEmpty() || !operation.path().contains("{") ? atOnce : situations.of(operation);
            for (JsonNode parameter : parameters) {
                String path = operation.pathAt(situation.parameters()) + "?"
                        + parameter.path("name").asText() + "=";
                for (String odd : Stream.concat(ODD.stream(), NO_TEXT.stream()).toList()) {
                    Answer answer = situation.caller().get(path + odd);
                    all.check(() -> assertRefusedOrNotFound(parameter, odd, answer));
                }
            }
        }

        all.assertAll();
    }

    private static void assertRefusedOrNotFound(JsonNode parameter, String odd, Answer answer) {
        String name = parameter.path("name").asText();
        if (odd.contains(NOWHERE)) {
            BadInput.assertRefused(answer);
            assertThat(answer.text("code")).isEqualTo("BAD_REQUEST");
        } else if (answer.status() != 200 || !isText(parameter, odd)) {
            BadInput.assertRefused(answer);
            assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
            assertRefusedBy(name, answer.http().request() + ": " + answer, answer);
        } else if (!SEARCHED.contains(name) || !odd.startsWith("-")) {
            assertThat(answer.json()).as(answer.http().request().toString()).isEmpty();
        }
    }

    /** Whether it is one of the texts that the document allows: it may name something. */
    private static boolean isText(JsonNode parameter, String odd) {
        JsonNode schema = parameter.path("schema");
        String text = URLDecoder.decode(odd, StandardCharsets.UTF_8);
        return !OF_PAGES.contains(parameter.path("name").asText())
                && schema.path("type").asText().equals("string")
                && !schema.has("format")
                && !schema.has("enum")
                && text.length() <= schema.path("maxLength").asInt(Integer.MAX_VALUE)
                && text.matches(schema.path("pattern").asText("(?s).*"));
    }

    /** The parameters that RFC 6749 and RFC 7662 know, in both forms of a body. */
    @Test
    default void whatIsWrongAtTheEndpointsOfOAuthIsRefusedAsTheirStandardSays() {
        Client anybody = Client.anonymous(product());
        String form = "application/x-www-form-urlencoded";

        for (String path : List.of("/api/auth/token", "/api/auth/verify")) {
            for (String body : List.of(
                    "",
                    "nonsense",
                    "%zz=%zz",
                    "grant_type=%00&token=%00",
                    "grant_type=password&token=%zz",
                    "grant_type=client_credentials&client_id=%00&client_secret=%00&token=x",
                    "grant_type=client_credentials&client_id=%27&client_secret=%FF&token=x",
                    "grant_type=a&grant_type=a&token=b&token=b",
                    "token=x&grant_type=" + "x".repeat(20_000))) {
                assertRefusedByOAuth(anybody.send("POST", path, body, "Content-Type", form));
            }
            assertRefusedByOAuth(anybody.send("POST", path, "token=x", "Content-Type", "text/plain"));
        }
        for (String body : List.of(
                "",
                "null",
                "[]",
                "{",
                "{}",
                "{\"token\":7}",
                "{\"token\":\"a\",\"token\":\"b\"}",
                "{\"token\":{}}",
                "[".repeat(10_000),
                "{\"token\":\"" + "x".repeat(20_000) + "\"}")) {
            assertRefusedByOAuth(anybody.postText("/api/auth/verify", body));
        }
    }

    private static Call at(Operation operation, Client caller, String parameter, String value) {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("id", UUID.randomUUID().toString());
        parameters.put("role", "reader");
        parameters.put(parameter, value);
        return new Call(operation, new Situation(caller, parameters, Map.of()), "", "");
    }

    private static Answer send(Call call) {
        return call.operation().takes("If-Match") ? call.send("If-Match", "*") : call.send();
    }

    private static void assertRefused(Call call, Mistake mistake) {
        Answer answer = send(call);
        BadInput.assertRefused(answer);
        assertRefusedBy(mistake.field(), call.operation() + ": " + mistake + ": " + answer, answer);
    }

    private static void assertRefusedBy(String name, String what, Answer answer) {
        assertThat(answer.json().path("errors"))
                .as(what)
                .isNotEmpty()
                .allSatisfy(error -> assertThat(error.path("rule").asText()).isNotEmpty())
                .extracting(error -> error.path("field").asText())
                .contains(name);
    }

    private static void assertRefusedUnread(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    }

    private static void assertRefusedByOAuth(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isBetween(400, 499);
        assertThat(answer.text("error")).as(answer.toString()).matches("[a-z_]+");
        assertThat(answer.http().body()).doesNotContain("Exception", "\tat ", "io.gatehouse");
    }
}
