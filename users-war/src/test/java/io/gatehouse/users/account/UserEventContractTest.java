package io.gatehouse.users.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.kernel.testing.EventContract;
import io.gatehouse.users.account.UserEvent.PasswordChanged;
import io.gatehouse.users.account.UserEvent.UserChanged;
import io.gatehouse.users.account.UserEvent.UserDeleted;
import io.gatehouse.users.account.UserEvent.UserDisabled;
import io.gatehouse.users.account.UserEvent.UserEnabled;
import io.gatehouse.users.account.UserEvent.UserRegistered;
import io.gatehouse.users.account.UserEvent.UserRolesChanged;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What other services read of us; their tests read the same golden documents. */
class UserEventContractTest {
    private static final UUID USER = UUID.fromString("c2b7e5a0-64a1-4a0b-9d33-5f0f6a7b8c03");

    static Stream<UserEvent> published() {
        return Stream.of(
                new UserRegistered(USER, "alice", "alice@example.org", "de-AT"),
                new UserChanged(USER, "alice", "alice@example.org", "de-AT"),
                new UserRolesChanged(USER, List.of(Role.ADMIN, Role.READER)),
                new UserEnabled(USER),
                new UserDisabled(USER),
                new PasswordChanged(USER),
                new UserDeleted(USER));
    }

    @ParameterizedTest
    @MethodSource("published")
    void writesTheEventAsAgreed(UserEvent event) {
        EventContract.of(event.getClass().getSimpleName()).isKeptBy((Record) event);
    }

    /** As all were before users could say in which language. */
    @ParameterizedTest
    @ValueSource(strings = {"UserRegistered", "UserChanged"})
    void keepsToWhatWasAgreedAlsoWithoutALanguage(String type) {
        ObjectNode golden = (ObjectNode) EventContract.of(type).golden();
        ((ObjectNode) golden.get("data")).remove("locale");

        assertThat(EventContract.of(type).breaches(golden)).isEmpty();
    }

    @Test
    void publishesNothingThatWasNotAgreed() {
        List<String> aboutUsers = EventContract.typesOf("users").stream()
                .filter(type -> !type.startsWith("SigningKey"))
                .toList();
        assertThat(published().map(event -> event.getClass().getSimpleName()))
                .containsExactlyInAnyOrderElementsOf(aboutUsers);
        assertThat(published()).allMatch(UserEvent::concernsOthers);
    }
}
