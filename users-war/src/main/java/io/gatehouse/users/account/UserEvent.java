package io.gatehouse.users.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.gatehouse.kernel.audit.Personal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What has happened to a user; the name of the record is the type of the event. */
public sealed interface UserEvent {
    /** Whom it has happened to. */
    UUID userId();

    /** Whether other services are told, or only the audit. Not a property, or it would be told as well. */
    default boolean concernsOthers() {
        return true;
    }

    /** There is a new user. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record UserRegistered(
            UUID userId,
            @Personal String username,
            @Personal String email,
            @Personal @Nullable String locale) implements UserEvent {}

    /** A user has another name, email or language, or shows another name. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record UserChanged(
            UUID userId,
            @Personal String username,
            @Personal String email,
            @Personal @Nullable String locale) implements UserEvent {}

    /**
     * A user may do more or less than before.
     *
     * @param roles all that they have, beyond that of a user
     */
    record UserRolesChanged(UUID userId, List<Role> roles) implements UserEvent {
        public UserRolesChanged {
            roles = List.copyOf(roles);
        }
    }

    /** A user may log in again. */
    record UserEnabled(UUID userId) implements UserEvent {}

    /** A user may not log in any more, until enabled. */
    record UserDisabled(UUID userId) implements UserEvent {}

    /** A user can be neither deleted nor disabled any more. */
    record UserProtected(UUID userId) implements UserEvent {
        @Override
        public boolean concernsOthers() {
            return false;
        }
    }

    /** A user can be deleted and disabled again. */
    record UserUnprotected(UUID userId) implements UserEvent {
        @Override
        public boolean concernsOthers() {
            return false;
        }
    }

    /** A user has another password. */
    record PasswordChanged(UUID userId) implements UserEvent {}

    /** All sessions of a user have ended. */
    record SessionsEnded(UUID userId) implements UserEvent {
        @Override
        public boolean concernsOthers() {
            return false;
        }
    }

    /** One session of a user has ended before its time. */
    record SessionEnded(UUID userId, UUID sessionId, Why why) implements UserEvent {
        /** What for. */
        public enum Why {
            /** Its user has logged out. */
            LOGOUT,
            /** A refresh token of it came a second time: it may have been copied. */
            REUSE
        }

        @Override
        public boolean concernsOthers() {
            return false;
        }
    }

    /** Who has failed to log in with this user's names may try again at once. */
    record LockoutCleared(UUID userId) implements UserEvent {
        @Override
        public boolean concernsOthers() {
            return false;
        }
    }

    /** There is no such user any more: whoever keeps something of the person forgets it. */
    record UserDeleted(UUID userId) implements UserEvent {}
}
