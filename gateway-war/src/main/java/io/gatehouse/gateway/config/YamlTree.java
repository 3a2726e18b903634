package io.gatehouse.gateway.config;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Makes the tree of a YAML text. A tree is made by recursion and may use a node many times over, so texts that would exhaust the stack or
 * grow without bound (nesting, aliases of aliases, an alias inside its own anchor) are refused while they are still a flat stream of events.
 */
final class YamlTree {
    private static final int DEEPEST = 32;
    private static final int MOST_ALIASES = 100;
    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setUseMarks(true)
            .setCodePointLimit(ConfigText.LIMIT)
            .setMaxAliasesForCollections(MOST_ALIASES)
            .build();

    private final ConfigErrors errors;
    /** Of the collections that are open; empty for those without. */
    private final Deque<Optional<Anchor>> open = new ArrayDeque<>();

    private int aliases;

    private YamlTree(ConfigErrors errors) {
        this.errors = errors;
    }

    /** The root of the text. */
    static Node of(String text, ConfigErrors errors) throws ConfigException {
        Optional<Node> root = Optional.empty();
        try {
            new YamlTree(errors).check(text);
            root = new Compose(SETTINGS).composeString(text);
        } catch (MarkedYamlEngineException broken) {
            errors.add(broken.getProblemMark(), "", "not YAML: " + broken.getProblem());
        } catch (YamlEngineException broken) {
            errors.add(Optional.empty(), "", "not YAML: " + broken.getMessage());
        }
        errors.throwIfAny();
        if (root.isEmpty()) {
            errors.add(Optional.empty(), "", "the file is empty");
            errors.throwIfAny();
        }
        return root.orElseThrow();
    }

    private void check(String text) throws ConfigException {
        for (Event event : new Parse(SETTINGS).parseString(text)) {
            if (event instanceof CollectionStartEvent start) {
                open.push(start.getAnchor());
                if (open.size() > DEEPEST) {
                    refuse(event, "is nested deeper than " + DEEPEST);
                }
            } else if (event instanceof CollectionEndEvent) {
                open.pop();
            } else if (event instanceof AliasEvent alias) {
                aliases++;
                if (aliases > MOST_ALIASES) {
                    refuse(event, "there are more than " + MOST_ALIASES + " aliases");
                } else if (open.contains(Optional.of(alias.getAlias()))) {
                    refuse(event, "the alias *" + alias.getAlias() + " stands inside what it stands for");
                }
            }
        }
    }

    private void refuse(Event at, String message) throws ConfigException {
        errors.add(at.getStartMark(), "", message);
        errors.throwIfAny();
    }
}
