package io.gatehouse.services.shop;

import io.gatehouse.services.database.Script;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * As many products as are wanted, copied in the database from one that was made through the API, so that they are as the
 * service makes them. They are numbered from 1, and the number gives the id, to the client and in SQL.
 */
public final class Catalogue {
    /** Pieces of each product: more than are ordered. */
    static final int STOCK = 1_000_000;

    private static final String ID = "md5(n::text)::uuid";

    private final Connection connection;

    Catalogue(Connection connection) {
        this.connection = connection;
    }

    static UUID id(long number) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            ByteBuffer digest = ByteBuffer.wrap(md5.digest(Long.toString(number).getBytes(StandardCharsets.US_ASCII)));
            return new UUID(digest.getLong(), digest.getLong());
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** What the id of the product is in a script of pgbench that draws numbers. */
    public static Map<String, String> drawn(UUID id) {
        return Map.of(id.toString(), ID.replace("n::", ":" + Script.NUMBER + "::"));
    }

    /** Each copy a second older than the one before it. */
    void fill(String template, int rows) throws SQLException {
        copy(
                "product",
                "id",
                template,
                rows,
                Map.of(
                        "id", ID,
                        "name", "'Product ' || n",
                        "created_at", "t.created_at - n * interval '1 second'"));
        copy("stock_level", "product_id", template, rows, Map.of("product_id", ID));
        try (Statement statement = connection.createStatement()) {
            statement.execute("vacuum analyze products.product");
            statement.execute("vacuum analyze products.stock_level");
        }
    }

    private void copy(String table, String key, String template, int rows, Map<String, String> changed)
            throws SQLException {
        List<String> columns = columns(table);
        String values = columns.stream()
                .map(column -> changed.getOrDefault(column, "t." + column))
                .collect(Collectors.joining(", "));
        String sql = "insert into products." + table + " (" + String.join(", ", columns) + ") select " + values
                + " from products." + table + " t, generate_series(1, " + rows + ") n where t." + key + " = '"
                + UUID.fromString(template) + "'";
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Those whose values are not the database's own doing. */
    private List<String> columns(String table) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "select column_name from information_schema.columns where table_schema = 'products' and table_name = ?"
                        + " and is_generated = 'NEVER' and is_identity = 'NO' order by ordinal_position")) {
            statement.setString(1, table);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    columns.add(rows.getString(1));
                }
            }
        }
        return columns;
    }
}
