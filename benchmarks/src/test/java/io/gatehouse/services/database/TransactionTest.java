package io.gatehouse.services.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TransactionTest {
    @Test
    void connectionsAreToldApartAndTransactionsComeInTheOrderOfTheirEnds() {
        List<Transaction> found = Transaction.among(List.of(
                sent(1, "BEGIN"),
                sent(1, "select a"),
                sent(2, "BEGIN"),
                sent(2, "select b"),
                sent(3, "select alone"),
                sent(2, "COMMIT"),
                sent(1, "update a"),
                sent(1, "COMMIT")));

        assertThat(found)
                .extracting(Transaction::kind)
                .containsExactly(
                        List.of("s: select alone"), List.of("s: select b"), List.of("s: select a", "s: update a"));
    }

    @Test
    void whatIsRolledBackOrEmptyOrNotAtItsEndIsLeftOut() {
        List<Transaction> found = Transaction.among(List.of(
                sent(1, "BEGIN"),
                sent(1, "select a"),
                sent(1, "ROLLBACK"),
                sent(1, "BEGIN"),
                sent(1, "COMMIT"),
                sent(1, "COMMIT"),
                sent(2, "BEGIN"),
                sent(2, "select b")));

        assertThat(found).isEmpty();
    }

    private static Statement sent(long connection, String text) {
        return new Statement("s", connection, text, List.of());
    }
}
