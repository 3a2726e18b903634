package io.gatehouse.kernel.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.Databases;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class DeadLettersOnPostgresTest extends DeadLettersContract {
    @Override
    DataSource dataSource() {
        return Databases.postgres();
    }

    /** Nobody looks through what one broken consumer has left who asks for what another has. */
    @Test
    void thoseOfATopicAreFoundByItsIndex() {
        fill(50_000, "order.events");
        fill(10, "task.events");
        DeadLetterQuery query = new DeadLetterQuery();
        query.topic = "task.events";

        long read = database.inTransaction(entities -> {
            assertThat(query.read(entities).items()).hasSize(10);
            return (Long) entities.createNativeQuery(
                            "select pg_stat_get_xact_tuples_returned(cast('dead_letter_of_topic' as regclass))",
                            Long.class)
                    .getSingleResult();
        });

        assertThat(read).isBetween(10L, 30L);
    }

    private void fill(int letters, String topic) {
        database.doInTransaction(entities -> {
            entities.createNativeQuery("insert into dead_letter"
                            + " (id, topic, document, tries, reason, first_failed_at, failed_at, dead_at)"
                            + " select gen_random_uuid(), '" + topic + "', '{}', 1, 'x', current_timestamp,"
                            + " current_timestamp, current_timestamp from generate_series(1, " + letters + ")")
                    .executeUpdate();
            entities.createNativeQuery("analyze dead_letter").executeUpdate();
        });
    }
}
