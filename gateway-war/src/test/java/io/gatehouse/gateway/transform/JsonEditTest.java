package io.gatehouse.gateway.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.gateway.rules.JsonRule;
import io.gatehouse.gateway.rules.Pointer;
import io.gatehouse.gateway.rules.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/a   | /b   | {\"a\":{\"x\":[1]}} | {\"a\":{\"x\":[1]},\"b\":{\"x\":[1]}}",
                "/a/x | /y/z | {\"a\":{\"x\":1}}   | {\"a\":{\"x\":1},\"y\":{\"z\":1}}",
                "/a/0 | /b   | {\"a\":[7]}         | {\"a\":[7],\"b\":7}",
                "/z   | /b   | {\"b\":2}           | {\"b\":2}"
            })
    void copiesWhatIsThere(String from, String to, String before, String after) throws IOException {
        assertThat(edited(before, new JsonRule.Copy(Pointer.of(from), Pointer.of(to))))
                .isEqualTo(after);
    }

    @Test
    void aCopyDoesNotFollowTheOriginal() throws IOException {
        assertThat(edited(
                        "{\"a\":{\"x\":[1],\"y\":{}}}",
                        new JsonRule.Copy(Pointer.of("/a"), Pointer.of("/b")),
                        new JsonRule.Remove(Pointer.of("/a/x/0")),
                        new JsonRule.Copy(Pointer.of("/b/x"), Pointer.of("/a/y/z"))))
                .isEqualTo("{\"a\":{\"x\":[],\"y\":{\"z\":[1]}},\"b\":{\"x\":[1],\"y\":{}}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TEXT   | 1200.00   | \"1200.00\"",
                "TEXT   | -1E+400   | \"-1E+400\"",
                "TEXT   | true      | \"true\"",
                "TEXT   | null      | null",
                "TEXT   | \"x\"     | \"x\"",
                "TEXT   | {\"b\":1} | {\"b\":1}",
                "NUMBER | \"12.50\" | 12.50",
                "NUMBER | \"-0\"    | -0",
                "NUMBER | \" 1\"    | \" 1\"",
                "NUMBER | \"01\"    | \"01\"",
                "NUMBER | \"+1\"    | \"+1\"",
                "NUMBER | \"1,5\"   | \"1,5\"",
                "NUMBER | \"\"      | \"\"",
                "NUMBER | \"NaN\"   | \"NaN\"",
                "NUMBER | \"true\"  | \"true\"",
                "NUMBER | \"[1]\"   | \"[1]\"",
                "NUMBER | \"1}\"    | \"1}\"",
                "NUMBER | 7         | 7",
                "LIST   | {\"b\":1} | [{\"b\":1}]",
                "LIST   | [1]       | [1]",
                "LIST   | null      | [null]"
            })
    void givesAValueAnotherFormIfItHasOne(JsonRule.Form form, String before, String after) throws IOException {
        assertThat(edited("{\"a\":" + before + "}", new JsonRule.Convert(Pointer.of("/a"), form)))
                .isEqualTo("{\"a\":" + after + "}");
    }

    @Test
    void whatIsToHaveAnotherFormMustBeThere() throws IOException {
        assertThat(edited("{\"b\":1}", new JsonRule.Convert(Pointer.of("/a"), JsonRule.Form.LIST)))
                .isEqualTo("{\"b\":1}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":\"OPEN\"}   | {\"a\":\"pending\"}",
                "{\"a\":\"CLOSED\"} | {\"a\":\"CLOSED\"}",
                "{\"a\":404}        | {\"a\":404}",
                "{\"b\":\"OPEN\"}   | {\"b\":\"OPEN\"}"
            })
    void putsOtherWordsInThePlaceOfThoseItKnows(String before, String after) throws IOException {
        assertThat(edited(before, new JsonRule.Translate(Pointer.of("/a"), Map.of("OPEN", "pending", "404", "x"))))
                .isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''     | [{\"x\":1},{},7,[]]               | [{\"y\":1},{},7,[]]",
                "''     | {\"x\":1}                         | {\"y\":1}",
                "/a     | {\"a\":[{\"x\":1}],\"x\":2}       | {\"a\":[{\"y\":1}],\"x\":2}",
                "/a/0/b | {\"a\":[{\"b\":[{\"x\":1}]}]}     | {\"a\":[{\"b\":[{\"y\":1}]}]}",
                "/a     | {\"a\":{\"x\":1}}                 | {\"a\":{\"y\":1}}",
                "/a     | {\"a\":\"x\"}                     | {\"a\":\"x\"}",
                "/b     | {\"x\":1}                         | {\"x\":1}"
            })
    void appliesRulesToEachItemOfAListOrToTheOneThere(String list, String before, String after) throws IOException {
        JsonRule rule = new JsonRule.Move(Pointer.of("/x"), Pointer.of("/y"));

        assertThat(edited(before, new JsonRule.Each(Pointer.of(list), List.of(rule))))
                .isEqualTo(after);
    }

    @Test
    void listsWithinListsAreReached() throws IOException {
        JsonRule inner = new JsonRule.Each(
                Pointer.of("/lines"),
                List.of(new JsonRule.Set(Pointer.of("/by"), new JsonRule.Value(Text.of("{id}"), false))));

        assertThat(edited("[{\"lines\":[{},{}]}]", new JsonRule.Each(Pointer.of(""), List.of(inner))))
                .isEqualTo("[{\"lines\":[{\"by\":\"<id>\"},{\"by\":\"<id>\"}]}]");
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
