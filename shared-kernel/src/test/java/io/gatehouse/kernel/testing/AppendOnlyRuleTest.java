package io.gatehouse.kernel.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rule of the house that nobody may change the audit sees those who try. */
class AppendOnlyRuleTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path sources;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "createQuery(\"delete from AuditEvent a\")",
                "createQuery(\"delete AuditEvent a\")",
                "UPDATE audit_event SET type = ''",
                "truncate audit_event",
                "alter table\n  audit_event drop column type",
            })
    void aStatementAgainstTheAuditIsSeen(String statement) throws IOException {
        Path file = Files.writeString(sources.resolve("Sweep.java"), statement);

        assertThat(HouseRules.statementsAgainstTheAudit(sources)).containsExactly(file);
    }

    @Test
    void readingAndAppendingAreNone() throws IOException {
        Files.writeString(
                sources.resolve("Trail.java"),
                "select a from AuditEvent a; insert into audit_event values (1); delete from outbox");

        assertThat(HouseRules.statementsAgainstTheAudit(sources)).isEmpty();
    }
}
