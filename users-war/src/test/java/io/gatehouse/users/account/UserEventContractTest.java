package io.gatehouse.users.account;

import static org.assertj.core.api.Assertions.assertThat;

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

/** What other services read of us; their tests read the same golden documents. */
class UserEventContractTest {
    private static final UUID USER = UUID.fromString("c2b7e5a0-64a1-4a0b-9d33-5f0f6a7b8c03");

    static Stream<UserEvent> published() {
        return Stream.of(
                new UserRegistered(USER, "alice", "alice@example.org"),
                new UserChanged(USER, "alice", "alice@example.org"),
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
