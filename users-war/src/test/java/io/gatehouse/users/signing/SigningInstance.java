package io.gatehouse.users.signing;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.gatehouse.kernel.event.Outbox;
import io.gatehouse.kernel.json.Json;
import io.gatehouse.users.UsersDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;

/** One instance of the service: its store in transactions, and what it remembers. */
final class SigningInstance {
    final KeyStore store = new KeyStore();
    final SigningKeys keys = new SigningKeys();
    private final UsersDatabase database;

    @SuppressWarnings("UnnecessaryAssignment") // no container injects here
    SigningInstance(UsersDatabase database, Clock clock, Outbox outbox, Duration rotation, Path keyDirectory) {
        this.database = database;
        store.entities = database.entities();
        store.directory = keyDirectory.toString();
        store.rotation = rotation;
        store.clock = clock;
        store.outbox = outbox;
        store.open();
        keys.clock = clock;
        keys.store = new KeyStore() {
            @Override
            public KeyRing load(Instant now) {
                return database.call(() -> store.load(now));
            }

            @Override
            public boolean ensure() {
                return database.call(store::ensure);
            }
        };
    }

    String signs() {
        return keys.signer().kid();
    }

    Set<String> publishes() {
        try {
            return JWKSet.parse(Json.STRICT.writeValueAsString(keys.publicKeys())).getKeys().stream()
                    .map(JWK::getKeyID)
                    .collect(Collectors.toSet());
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    String rotate() {
        String next = database.call(() -> store.rotate(KeyView::kid));
        keys.changed();
        return next;
    }

    void withdraw(String kid) {
        database.run(() -> store.withdraw(kid));
        keys.changed();
    }

    void upkeep() {
        database.call(store::rotateIfDue);
        database.run(store::forgetGone);
    }
}
