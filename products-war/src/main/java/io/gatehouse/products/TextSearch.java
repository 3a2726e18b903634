package io.gatehouse.products;

import io.gatehouse.kernel.paging.Selection;
import jakarta.persistence.EntityManager;
import java.util.Locale;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** How products are found by words: with PostgreSQL's full-text search, or plainly where there is none. */
enum TextSearch {
    /** The expression is that of the index {@code product_text}, to the letter. */
    POSTGRESQL {
        @Override
        Selection among(Selection others, String q) {
            return others.and(
                    "cast(sql('(to_tsvector(''english'', ? || '' '' || coalesce(?, ''''))"
                            + " @@ websearch_to_tsquery(''english'', ?))', e.name, e.description, :q) as Boolean) = true",
                    "q",
                    q);
        }
    },

    /** Each word is somewhere in the name or in the description. */
    PLAIN {
        @Override
        Selection among(Selection others, String q) {
            Selection found = others;
            int count = 0;
            for (String word : q.strip().split("\\s+", -1)) {
                String name = "word" + count++;
                found = found.and(
                        "lower(e.name) like :%1$s escape '!' or lower(e.description) like :%1$s escape '!'"
                                .formatted(name),
                        name,
                        "%" + escaped(word.toLowerCase(Locale.ROOT)) + "%");
            }
            return found;
        }
    };

    /** The way that suits the database. */
    static TextSearch of(EntityManager entities) {
        return entities.unwrap(SharedSessionContractImplementor.class)
                                .getFactory()
                                .getJdbcServices()
                                .getDialect()
                        instanceof PostgreSQLDialect
                ? POSTGRESQL
                : PLAIN;
    }

    /** Those of the others in which the words are found that a client has sent. */
    abstract Selection among(Selection others, String q);

    private static String escaped(String word) {
        return word.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
