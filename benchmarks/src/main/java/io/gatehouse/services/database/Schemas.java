package io.gatehouse.services.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Which tables each service has.
 *
 * @param tables names, by the schema that they are in
 */
public record Schemas(Map<String, Set<String>> tables) {
    private static final Pattern TABLE =
            Pattern.compile("\\b(from|join|into|update)\\s+(\\w+)\\b", Pattern.CASE_INSENSITIVE);

    /** Those that there are now. */
    public static Schemas of(Connection connection) throws SQLException {
        Map<String, Set<String>> tables = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select table_schema, table_name from information_schema.tables"
                        + " where table_schema not in ('pg_catalog', 'information_schema')")) {
            while (rows.next()) {
                tables.computeIfAbsent(rows.getString(1), any -> new HashSet<>())
                        .add(rows.getString(2));
            }
        }
        return new Schemas(tables);
    }

    /** The statement for a connection that knows no schema, as those of pgbench. */
    String qualified(String schema, String statement) {
        Set<String> own = tables.getOrDefault(schema, Set.of());
        return TABLE.matcher(statement).replaceAll(found -> qualified(schema, own, found));
    }

    private static String qualified(String schema, Set<String> own, MatchResult found) {
        boolean table = own.contains(found.group(2).toLowerCase(Locale.ROOT));
        return table ? found.group(1) + " " + schema + "." + found.group(2) : found.group();
    }
}
