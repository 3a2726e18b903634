package io.gatehouse.users.oauth;

import io.gatehouse.kernel.audit.Personal;
import java.util.List;
import java.util.UUID;

/** What has happened to a client, for the record: no other service needs it. */
sealed interface ClientEvent {
    UUID clientId();

    record ClientRegistered(UUID clientId, @Personal String name, List<String> scopes) implements ClientEvent {
        public ClientRegistered {
            scopes = List.copyOf(scopes);
        }
    }

    record ClientChanged(UUID clientId, @Personal String name, List<String> scopes) implements ClientEvent {
        public ClientChanged {
            scopes = List.copyOf(scopes);
        }
    }

    record ClientSecretRenewed(UUID clientId) implements ClientEvent {}

    record ClientDeleted(UUID clientId) implements ClientEvent {}
}
