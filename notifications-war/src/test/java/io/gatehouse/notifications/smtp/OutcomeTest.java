package io.gatehouse.notifications.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.notifications.smtp.Outcome.Cause;
import io.gatehouse.notifications.smtp.Outcome.Later;
import io.gatehouse.notifications.smtp.Outcome.Never;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomeTest {
    @ParameterizedTest
    @ValueSource(strings = {"550 5.1.1 no such user", "554 refused", "500"})
    void whatTheServerRefusesForGoodIsNeverTriedAgain(String reply) {
        assertThat(Outcome.of(new MessagingException(reply))).isEqualTo(new Never(Cause.REFUSED, reply));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"450 4.2.0 greylisted", "421 shutting down", "connection reset", "5500 is no reply", "[EOF]"})
    void anythingElseIsTriedAgain(String reply) {
        assertThat(Outcome.of(new MessagingException(reply))).isEqualTo(new Later(reply));
    }

    @Test
    void theReplyMayBeDeepInside() {
        MessagingException failed = new SendFailedException(
                "Invalid Addresses", new MessagingException("550 no\r\nsuch user", new IOException("x")));

        assertThat(Outcome.of(failed)).isEqualTo(new Never(Cause.REFUSED, "550 no such user"));
    }

    @Test
    void aFailureWithoutWordsHasItsName() {
        assertThat(Outcome.of(new MessagingException())).isEqualTo(new Later("MessagingException"));
    }
}
