package io.gatehouse.gateway.config;

import io.gatehouse.gateway.routing.PathTemplate;
import io.gatehouse.gateway.routing.Predicate;
import io.gatehouse.gateway.rules.MessageRules;
import io.gatehouse.gateway.rules.Named;
import io.gatehouse.gateway.rules.Rewrite;
import io.gatehouse.gateway.rules.Text;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads the rules by which a route changes addresses and messages. */
final class RulesReader {
    /** Changing from or to another would change what caches may make of the request. */
    static final Set<String> UNSAFE = Set.of("POST", "PUT", "PATCH", "DELETE");

    private final Predicate.Path path;
    private final JsonRuleReader jsonRules;

    /** @param path of the route: its variables may stand in the rules */
    RulesReader(Predicate.Path path) {
        this.path = path;
        this.jsonRules = new JsonRuleReader(this::text);
    }

    Rewrite rewrite(Section section) {
        Section query = section.section("query");
        Rewrite rewrite = new Rewrite(
                section.optional("method", written -> Optional.of(newMethod(written)), Optional.<String>empty())
                        .orElse(null),
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
                        fields(headers.section("setIfAbsent"), direction),
                        fields(headers.section("add"), direction),
                        headers.list("remove", name -> RuleNames.changeable(name, direction)),
                        renamings(headers.section("rename"), direction)),
                section.optional("formAsJson", OperationReader::yesOrNo, false),
                section.has("json") ? jsonRules.list(section, "json") : List.of(),
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

    private Text text(String written) {
        Text text = Text.of(written);
        for (String variable : text.variables()) {
            if (!(path instanceof PathTemplate template) || !template.names(variable)) {
                throw new IllegalArgumentException("the path of the route has no variable {" + variable + "}");
            }
        }
        return text;
    }

    private static String newMethod(String written) {
        if (!UNSAFE.contains(written)) {
            throw new IllegalArgumentException("is none of DELETE, PATCH, POST, PUT: " + written);
        }
        return written;
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
