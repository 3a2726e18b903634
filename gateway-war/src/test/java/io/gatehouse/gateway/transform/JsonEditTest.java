package io.gatehouse.gateway.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.gateway.rules.JsonRule;
import io.gatehouse.gateway.rules.Pointer;
import io.gatehouse.gateway.rules.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonEditTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/a      | {\"a\":1,\"b\":2}    | {\"a\":\"new\",\"b\":2}",
                "/c      | {\"a\":1}            | {\"a\":1,\"c\":\"new\"}",
                "/a/b/c  | {}                   | {\"a\":{\"b\":{\"c\":\"new\"}}}",
                "/a/0    | {\"a\":[1,2]}        | {\"a\":[\"new\",2]}",
                "/a/-    | {\"a\":[1]}          | {\"a\":[1,\"new\"]}",
                "/a/1/b  | {\"a\":[0,{}]}       | {\"a\":[0,{\"b\":\"new\"}]}",
                "/a/2    | {\"a\":[1,2]}        | {\"a\":[1,2]}",
                "/a/01   | {\"a\":[1,2]}        | {\"a\":[1,2]}",
                "/a/b    | {\"a\":7}            | {\"a\":7}",
                "/a/b    | {\"a\":null}         | {\"a\":null}",
                "/a/9/b  | {\"a\":[]}           | {\"a\":[]}",
                "/a      | [1]                  | [1]",
                "/a      | \"text\"             | \"text\"",
                "/x~1y   | {\"x/y\":1}          | {\"x/y\":\"new\"}",
                "/       | {\"\":1}             | {\"\":\"new\"}"
            })
    void setsWhereTheDocumentHasThePlace(String pointer, String before, String after) throws IOException {
        assertThat(edited(before, new JsonRule.Set(Pointer.of(pointer), new JsonRule.Value(Text.of("new"), false))))
                .isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/a     | {\"a\":{\"x\":1},\"b\":2} | {\"b\":2}",
                "/a/x   | {\"a\":{\"x\":1},\"b\":2} | {\"a\":{},\"b\":2}",
                "/a/0   | {\"a\":[1,2]}             | {\"a\":[2]}",
                "/a/-   | {\"a\":[1,2]}             | {\"a\":[1,2]}",
                "/c/d   | {\"a\":1}                 | {\"a\":1}",
                "/a/b   | {\"a\":1}                 | {\"a\":1}",
                "/0     | [1,2]                     | [2]"
            })
    void removesWhatIsThere(String pointer, String before, String after) throws IOException {
        assertThat(edited(before, new JsonRule.Remove(Pointer.of(pointer)))).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/a   | /b   | {\"a\":[1,{}]}      | {\"b\":[1,{}]}",
                "/a/x | /y   | {\"a\":{\"x\":1}}   | {\"a\":{},\"y\":1}",
                "/a   | /b/c | {\"a\":1}           | {\"b\":{\"c\":1}}",
                "/a   | /b   | {\"a\":1,\"b\":2}   | {\"b\":1}",
                "/z   | /b   | {\"b\":2}           | {\"b\":2}",
                "/a   | /b   | {\"a\":null}        | {\"b\":null}"
            })
    void movesWhatIsThere(String from, String to, String before, String after) throws IOException {
        assertThat(edited(before, new JsonRule.Move(Pointer.of(from), Pointer.of(to))))
                .isEqualTo(after);
    }

    @Test
    void rulesApplyOneAfterTheOther() throws IOException {
        assertThat(edited(
                        "{\"name\":\"x\",\"secret\":1}",
                        new JsonRule.Move(Pointer.of("/name"), Pointer.of("/user/name")),
                        new JsonRule.Remove(Pointer.of("/secret")),
                        new JsonRule.Set(Pointer.of("/count"), new JsonRule.Value(Text.of("7"), true)),
                        new JsonRule.Set(Pointer.of("/who"), new JsonRule.Value(Text.of("is \"{id}\""), false))))
                .isEqualTo("{\"user\":{\"name\":\"x\"},\"count\":7,\"who\":\"is \\\"<id>\\\"\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"n\":1.10,\"e\":1E+400,\"i\":12345678901234567890123456789,\"z\":-0.0}",
                "{\"b\":true,\"c\":false,\"d\":null,\"s\":\"\\u0001\\\"é\",\"a\":[[],{},[1]]}",
                "[]",
                "7"
            })
    void whatNoRuleNamesKeepsItsValueToTheDigit(String json) throws IOException {
        assertThat(edited(json)).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "{", "{\"a\":1,\"a\":2}", "{} {}", "{}x", "{a:1}", "[1,]", "NaN", "{\"a\":01}", "\u0000"
            })
    void whatIsNotOneDocumentWithEachMemberOnceIsRefused(String text) {
        assertThatThrownBy(() -> edited(text)).isInstanceOf(IOException.class);
    }

    @Test
    void aDocumentOfDepthsIsRefusedAndNotFollowed() {
        assertThatThrownBy(() -> edited("[".repeat(30_000) + "]".repeat(30_000)))
                .isInstanceOf(IOException.class);
    }

    private static String edited(String json, JsonRule... rules) throws IOException {
        Object document = JsonDocument.parse(json.getBytes(StandardCharsets.UTF_8));
        JsonEdit.apply(List.of(rules), document, name -> "<" + name + ">");
        return new String(JsonDocument.bytes(document), StandardCharsets.UTF_8);
    }
}
