package io.gatehouse.services.database;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a script puts in the place of a value. An id or a SHA-256 that comes up in an insert was made for it: it is made anew
 * each time. Whatever was asked for before stands as it is.
 */
final class Keys {
    private static final Pattern ID = Pattern.compile("'[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'");
    private static final Pattern HASH = Pattern.compile("'[0-9a-f]{64}'");
    private static final String NEW_ID = "gen_random_uuid()";
    private static final String NEW_HASH = "encode(sha256(gen_random_uuid()::text::bytea), 'hex')";
    /** pgbench takes it for a variable, even inside a literal. */
    private static final Pattern LIKE_A_VARIABLE = Pattern.compile(":(?=[A-Za-z_\\x80-\\uffff])");

    private final Map<String, String> variables = new LinkedHashMap<>();
    private final Map<String, String> made = new LinkedHashMap<>();
    private final Set<String> asked = new HashSet<>();

    /** @param known expressions for values that the caller knows, by the value */
    Keys(Map<String, String> known) {
        known.forEach((value, expression) -> {
            String name = "known" + made.size();
            made.put(name, expression);
            variables.put("'" + value + "'", ":" + name);
        });
    }

    /** What stands for the literal, in an insert or elsewhere. */
    String of(String literal, boolean insert) {
        @Nullable String variable = variables.get(literal);
        if (variable != null) {
            return variable;
        }
        boolean id = ID.matcher(literal).matches();
        if (insert && !asked.contains(literal) && (id || HASH.matcher(literal).matches())) {
            String name = "new" + made.size();
            made.put(name, id ? NEW_ID : NEW_HASH);
            variables.put(literal, ":" + name);
            return ":" + name;
        }
        asked.add(literal);
        return LIKE_A_VARIABLE.matcher(literal).replaceAll(":' || '");
    }

    /** What gives the variables their values; one statement, as few as that may be. */
    String preparation() {
        return made.entrySet().stream()
                        .map(one -> one.getValue() + " as " + one.getKey())
                        .collect(Collectors.joining(", ", "select ", ""))
                + " \\gset\n";
    }

    boolean isEmpty() {
        return made.isEmpty();
    }
}
