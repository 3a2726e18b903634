package io.gatehouse.gateway.config;

import io.gatehouse.gateway.routing.PathTemplate;
import io.gatehouse.gateway.routing.Predicate;
import io.gatehouse.gateway.rules.JsonRule;
import io.gatehouse.gateway.rules.MessageRules;
import io.gatehouse.gateway.rules.Named;
import io.gatehouse.gateway.rules.Pointer;
import io.gatehouse.gateway.rules.Rewrite;
import io.gatehouse.gateway.rules.Text;
import java.util.List;
import java.util.function.Function;

/** Reads the rules by which a route changes addresses and messages. */
final class RulesReader {
    private final Predicate.Path path;

    /** @param path of the route: its variables may stand in the rules */
    RulesReader(Predicate.Path path) {
        this.path = path;
    }

    Rewrite rewrite(Section section) {
        Section query = section.section("query");
        Rewrite rewrite = new Rewrite(
                section.optional("addPrefix", Values::stripPrefix, ""),
                section.has("path") ? section.optional("path", this::newPath, nowhere()) : null,
                new Rewrite.Query(
                        named(query.section("set"), Function.identity()),
                        named(query.section("add"), Function.identity()),
                        query.list("remove", Values::text)));
        if (rewrite.path() != null && !rewrite.addPrefix().isEmpty()) {
            section.mistake("addPrefix", "is put before a path that rewrite.path replaces");
        }
        query.end();
        section.end();
        return rewrite;
    }

    MessageRules message(Section section, RuleNames.Direction direction) {
        Section headers = section.section("headers");
        MessageRules rules = new MessageRules(
                new MessageRules.HeaderRules(
                        fields(headers.section("set"), direction),
                        fields(headers.section("add"), direction),
                        headers.list("remove", name -> RuleNames.changeable(name, direction)),
                        renamings(headers.section("rename"), direction)),
                section.has("json")
                        ? section.sections("json").stream().map(this::json).toList()
                        : List.of(),
                section.optional("jsonLimit", Values::size, MessageRules.DEFAULT_JSON_LIMIT));
        headers.end();
        section.end();
        return rules;
    }

    private List<Named> fields(Section section, RuleNames.Direction direction) {
        List<Named> fields = named(section, RuleNames::value);
        fields.forEach(field -> check(section, field.name(), field.name(), direction));
        return fields;
    }

    private static List<MessageRules.Renaming> renamings(Section section, RuleNames.Direction direction) {
        return section.values(to -> RuleNames.changeable(to, direction)).entrySet().stream()
                .map(renaming -> {
                    check(section, renaming.getKey(), renaming.getKey(), direction);
                    return new MessageRules.Renaming(renaming.getKey(), renaming.getValue());
                })
                .toList();
    }

    private static void check(Section section, String key, String name, RuleNames.Direction direction) {
        try {
            RuleNames.changeable(name, direction);
        } catch (IllegalArgumentException wrong) {
            section.mistake(key, String.valueOf(wrong.getMessage()));
        }
    }

    private List<Named> named(Section section, Function<String, String> value) {
        return section.values(written -> text(value.apply(written))).entrySet().stream()
                .map(field -> new Named(field.getKey(), field.getValue()))
                .toList();
    }

    private JsonRule json(Section section) {
        JsonRule rule;
        if (section.has("set")) {
            Text value = section.required("value", this::text, Text.of(""));
            rule = new JsonRule.Set(pointer(section, "set"), new JsonRule.Value(value, !section.holdsText("value")));
        } else if (section.has("move")) {
            Pointer from = pointer(section, "move");
            Pointer to = pointer(section, "to");
            if (to.isWithin(from) && !to.equals(from)) {
                section.mistake("to", "lies within what is moved");
            }
            rule = new JsonRule.Move(from, to);
        } else {
            rule = new JsonRule.Remove(pointer(section, "remove"));
        }
        section.end();
        return rule;
    }

    private static Pointer pointer(Section section, String key) {
        return section.required(key, RulesReader::member, new Pointer(List.of("")));
    }

    private static Pointer member(String written) {
        if (written.isEmpty()) {
            throw new IllegalArgumentException("points at the whole document");
        }
        return Pointer.of(written);
    }

    private Text text(String written) {
        Text text = Text.of(written);
        for (String variable : text.variables()) {
            if (!(path instanceof PathTemplate template) || !template.names(variable)) {
                throw new IllegalArgumentException("the path of the route has no variable {" + variable + "}");
            }
        }
        return text;
    }

    private Rewrite.NewPath newPath(String written) {
        boolean withRest = written.endsWith("/**");
        if (withRest && path.isExact()) {
            throw new IllegalArgumentException("ends with /**, but the path of the route does not");
        }
        String base = withRest ? written.substring(0, written.length() - 3) : written;
        if (!base.isEmpty()) {
            Values.pathTemplate(base);
        }
        return new Rewrite.NewPath(text(base), withRest);
    }

    private static Rewrite.NewPath nowhere() {
        return new Rewrite.NewPath(Text.of("/"), false);
    }
}
