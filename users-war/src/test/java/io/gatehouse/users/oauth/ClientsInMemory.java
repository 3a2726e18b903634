package io.gatehouse.users.oauth;

import io.gatehouse.users.secret.Secret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Clients without a database. */
final class ClientsInMemory extends Clients {
    static final Secret SECRET = new Secret("the secret");

    private final List<OAuthClient> all = new ArrayList<>();

    OAuthClient add(String... scopes) {
        OAuthClient client = new OAuthClient(new NewClient("Reports", List.of(scopes)), SECRET, Instant.EPOCH);
        all.add(client);
        return client;
    }

    void removeAll() {
        all.clear();
    }

    @Override
    public Optional<OAuthClient> find(UUID id) {
        return all.stream().filter(client -> client.id().equals(id)).findFirst();
    }
}
