package io.gatehouse.users.oauth;

import io.gatehouse.kernel.paging.SortKey;
import io.gatehouse.kernel.paging.SortType;
import io.gatehouse.kernel.paging.Sorting;
import io.gatehouse.users.secret.Secret;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A program that gets tokens in its own name, with a secret that was shown once. */
@Entity
@Table(name = "oauth_client")
public class OAuthClient {
    static final Sorting<OAuthClient> SORTING = Sorting.newestFirst(
                    (OAuthClient client) -> client.createdAt, OAuthClient::id)
            .or(SortKey.of("name", SortType.TEXT, "nameKey", client -> client.nameKey));

    @Id
    private UUID id;

    private String name;

    @Column(name = "name_key")
    private String nameKey;

    @Column(name = "secret_hash")
    private String secretHash;

    private String scopes;

    @Column(name = "created_at")
    private Instant createdAt;

    @Version
    private int version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected OAuthClient() {}

    OAuthClient(NewClient wanted, Secret secret, Instant now) {
        this.id = UUID.randomUUID();
        this.name = wanted.name();
        this.nameKey = key(wanted.name());
        this.scopes = Scopes.of(wanted.scopes()).toString();
        this.secretHash = secret.hash();
        this.createdAt = now;
    }

    /** The form in which names are compared and sorted. */
    static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    void change(NewClient wanted) {
        name = wanted.name();
        nameKey = key(wanted.name());
        scopes = Scopes.of(wanted.scopes()).toString();
    }

    void renewSecret(Secret secret) {
        secretHash = secret.hash();
    }

    boolean knows(Secret presented) {
        return presented.isBehind(secretHash);
    }

    UUID id() {
        return id;
    }

    int version() {
        return version;
    }

    Scopes scopes() {
        return Scopes.parse(scopes).orElseThrow();
    }

    NewClient editable() {
        return new NewClient(name, scopes().sorted());
    }

    ClientView view(@Nullable Secret shownOnce) {
        return new ClientView(id, name, scopes().sorted(), createdAt, shownOnce == null ? null : shownOnce.text());
    }
}
