package io.gatehouse.gateway.config;

import io.gatehouse.gateway.rules.JsonRule;
import io.gatehouse.gateway.rules.Pointer;
import io.gatehouse.gateway.rules.Text;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads the changes to JSON documents: a rule is known by the key that says where. */
final class JsonRuleReader {
    private final Function<String, Text> text;

    /** @param text reads a text in which variables may stand */
    JsonRuleReader(Function<String, Text> text) {
        this.text = text;
    }

    List<JsonRule> list(Section section, String key) {
        return section.sections(key).stream().map(this::rule).toList();
    }

    private JsonRule rule(Section section) {
        JsonRule rule = known(section);
        section.end();
        return rule;
    }

    // What is asked for is a known key: so the next is asked for only when the one before is not there.
    private JsonRule known(Section section) {
        if (section.has("set")) {
            return set(section);
        } else if (section.has("move")) {
            Pointer from = pointer(section, "move");
            return new JsonRule.Move(from, to(section, from, "lies within what is moved"));
        } else if (section.has("copy")) {
            Pointer from = pointer(section, "copy");
            return new JsonRule.Copy(from, to(section, from, "lies within what is copied"));
        } else if (section.has("convert")) {
            return convert(section);
        } else if (section.has("translate")) {
            return new JsonRule.Translate(pointer(section, "translate"), words(section));
        } else if (section.has("each")) {
            Pointer place = section.required("each", Pointer::of, new Pointer(List.of()));
            return new JsonRule.Each(place, list(section, "json"));
        }
        return new JsonRule.Remove(pointer(section, "remove"));
    }

    private JsonRule set(Section section) {
        Text value = section.required("value", text, Text.of(""));
        return new JsonRule.Set(pointer(section, "set"), new JsonRule.Value(value, !section.holdsText("value")));
    }

    private static JsonRule convert(Section section) {
        return new JsonRule.Convert(
                pointer(section, "convert"), section.required("as", JsonRuleReader::form, JsonRule.Form.TEXT));
    }

    private static JsonRule.Form form(String written) {
        return switch (written) {
            case "text" -> JsonRule.Form.TEXT;
            case "number" -> JsonRule.Form.NUMBER;
            case "list" -> JsonRule.Form.LIST;
            default -> throw new IllegalArgumentException("is none of text, number, list: " + written);
        };
    }

    private static Map<String, String> words(Section section) {
        Map<String, String> words = section.section("words").values(Function.identity());
        if (words.isEmpty()) {
            section.mistake("words", "names no word");
        }
        return words;
    }

    private static Pointer to(Section section, Pointer from, String mistake) {
        Pointer to = pointer(section, "to");
        if (to.isWithin(from) && !to.equals(from)) {
            section.mistake("to", mistake);
        }
        return to;
    }

    private static Pointer pointer(Section section, String key) {
        return section.required(key, JsonRuleReader::member, new Pointer(List.of("")));
    }

    private static Pointer member(String written) {
        if (written.isEmpty()) {
            throw new IllegalArgumentException("points at the whole document");
        }
        return Pointer.of(written);
    }
}
