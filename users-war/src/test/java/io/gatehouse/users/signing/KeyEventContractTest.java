package io.gatehouse.users.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.EventContract;
import io.gatehouse.users.signing.KeyEvent.SigningKeyDeleted;
import io.gatehouse.users.signing.KeyEvent.SigningKeyFollowed;
import io.gatehouse.users.signing.KeyEvent.SigningKeyPublished;
import io.gatehouse.users.signing.KeyEvent.SigningKeyWithdrawn;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What operators read on {@code system.events}. */
class KeyEventContractTest {
    private static final String KID = "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs";

    static Stream<KeyEvent> published() {
        return Stream.of(
                new SigningKeyPublished(KID, Instant.parse("2026-01-02T12:10:00.123456Z")),
                new SigningKeyWithdrawn(KID));
    }

    private static Stream<KeyEvent> onRecord() {
        return Stream.of(new SigningKeyFollowed(KID, Instant.EPOCH), new SigningKeyDeleted(KID));
    }

    @ParameterizedTest
    @MethodSource("published")
    void writesTheEventAsAgreed(KeyEvent event) {
        EventContract.of(event.getClass().getSimpleName()).isKeptBy((Record) event);
    }

    @Test
    void publishesNothingThatWasNotAgreed() {
        assertThat(published().map(event -> event.getClass().getSimpleName()))
                .containsExactlyInAnyOrderElementsOf(EventContract.typesOf("users").stream()
                        .filter(type -> type.startsWith("SigningKey"))
                        .toList());
        assertThat(published()).allMatch(KeyEvent::concernsOthers);
        assertThat(onRecord()).noneMatch(KeyEvent::concernsOthers);
        assertThat(Stream.concat(published(), onRecord()).<Class<?>>map(Object::getClass))
                .containsExactlyInAnyOrder(KeyEvent.class.getPermittedSubclasses());
    }
}
