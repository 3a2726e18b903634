package io.gatehouse.kernel.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.paging.Page;
import io.gatehouse.kernel.testing.Databases;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditTrailOnPostgresTest extends AuditTrailContract {
    @Override
    DataSource dataSource() {
        return Databases.postgres();
    }

    /** Of what sells best there is more each day, and each order asks for its number while others wait for the stock. */
    @Test
    void howMuchHasHappenedToASubjectDoesNotChangeHowManyEntriesAreRead() {
        fill(100_000, "'" + subject + "'");
        // Of most subjects there is hardly anything, so that is what the database expects of each.
        fill(100_000, "'order-' || n");
        List<UUID> wanted = Stream.concat(Stream.of(subject), Stream.generate(UUID::randomUUID))
                .limit(50)
                .toList();

        long read = database.inTransaction(entities -> {
            auditEach(entities, wanted, 7);
            return entriesRead(entities);
        });

        assertThat(read).isBetween(1L, 100L);
        assertThat(trail(new AuditQuery(1, "0", "-number", null)))
                .extracting(AuditView::number)
                .containsExactly(100_001L);
    }

    /** Nobody waits for the whole of a long trail who asks for a page somewhere in it. */
    @Test
    void aPageIsReadWithoutWhatIsBeforeItAndBehindIt() {
        fill(100_000, "'" + subject + "'");
        String cursor = answer(new AuditQuery(20, "0", "-number", null))
                .getHeaderString("Link")
                .replaceAll(".*after=([^&>]*)>.*", "$1");

        for (AuditQuery query : List.of(
                new AuditQuery(20, "0", null, null),
                new AuditQuery(20, "0", "-number", null),
                new AuditQuery(20, cursor, "-number", null))) {
            long read = database.inTransaction(entities -> {
                var unused = query.read(entities, subject.toString());
                return entriesRead(entities);
            });
            assertThat(read).isBetween(20L, 60L);
        }
    }

    /** No index knows types: it would cost each change, and only administrators ask for one. */
    @Test
    void whatHappenedRarelyIsFoundInTheTrailOfItsSubjectAlone() {
        fill(1_000, "'" + subject + "'");
        fill(100_000, "'order-' || n");

        long read = database.inTransaction(entities -> {
            Page<AuditEvent> page = new AuditQuery(20, "0", null, "Moved").read(entities, subject.toString());
            assertThat(page.items()).isEmpty();
            return entriesRead(entities);
        });

        assertThat(read).isBetween(1L, 1_000L);
    }

    private void fill(int rows, String named) {
        database.doInTransaction(entities -> {
            entities.createNativeQuery("insert into audit_event"
                            + " (event_id, subject, sequence_number, type, occurred_at, document)"
                            + " select gen_random_uuid(), " + named + ", n, 'Renamed', current_timestamp, '{}'"
                            + " from generate_series(1, " + rows + ") as s (n)")
                    .executeUpdate();
            entities.createNativeQuery("analyze audit_event").executeUpdate();
        });
    }

    /** So many entries of the index has this transaction read: what a plan comes to, and no guess. */
    private static long entriesRead(EntityManager entities) {
        return (Long) entities.createNativeQuery(
                        "select pg_stat_get_xact_tuples_returned(cast('audit_event_order' as regclass))", Long.class)
                .getSingleResult();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_event set type = 'Nothing'",
                "delete from audit_event",
                "truncate table audit_event"
            })
    void theDatabaseItselfRefusesToChangeIt(String statement) {
        add(1);

        assertThatThrownBy(() -> database.doInTransaction(
                        entities -> entities.createNativeQuery(statement).executeUpdate()))
                .hasStackTraceContaining("audit_event is only appended to");
    }
}
