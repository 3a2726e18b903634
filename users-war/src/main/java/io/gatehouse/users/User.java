package io.gatehouse.users;

import io.gatehouse.kernel.identity.Caller;
import io.gatehouse.kernel.paging.Sorting;
import io.gatehouse.users.session.Subject;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Somebody who may log in. */
@Entity
@Table(name = "account")
public class User {
    static final Sorting<User> SORTING = Sorting.newestFirst(user -> user.createdAt, User::id);

    @Id
    private UUID id;

    private String username;

    @Column(name = "username_key")
    private String usernameKey;

    private String email;

    @Column(name = "password_hash")
    private String passwordHash;

    private boolean administrator;

    @Column(name = "created_at")
    private Instant createdAt;

    @Version
    private int version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected User() {}

    User(NewUser wanted, String passwordHash, boolean administrator, Instant now) {
        this.id = UUID.randomUUID();
        this.username = wanted.username();
        this.usernameKey = key(wanted.username());
        this.email = key(wanted.email());
        this.passwordHash = passwordHash;
        this.administrator = administrator;
        this.createdAt = now;
    }

    /** The form in which usernames and emails are compared: case does not tell two users apart. */
    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    UUID id() {
        return id;
    }

    String passwordHash() {
        return passwordHash;
    }

    UserRegistered registered() {
        return new UserRegistered(id, username, email);
    }

    Subject subject() {
        return new Subject(id, username, roles());
    }

    UserView view() {
        return new UserView(id, username, email, roles(), createdAt);
    }

    private List<String> roles() {
        return administrator ? List.of(Caller.USER, Caller.ADMIN) : List.of(Caller.USER);
    }
}
