package io.gatehouse.users.account;

import io.gatehouse.kernel.identity.Caller;
import io.gatehouse.kernel.paging.SortKey;
import io.gatehouse.kernel.paging.SortType;
import io.gatehouse.kernel.paging.Sorting;
import io.gatehouse.kernel.problem.ProblemException;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.hibernate.annotations.SQLRestriction;
import org.jspecify.annotations.Nullable;

/** Somebody who may log in. What changes one returns the event to tell, if anything has changed. Who is deleted is not found. */
@Entity
@Table(name = "account")
@SQLRestriction("deleted_at is null")
public class User {
    /** The orders of lists, each with an index. */
    static final Sorting<User> SORTING = Sorting.newestFirst((User user) -> user.createdAt, User::id)
            .or(SortKey.of("username", SortType.TEXT, "usernameKey", user -> user.usernameKey))
            .or(SortKey.of("email", SortType.TEXT, user -> user.email));

    private static final int MOST_OF_A_PAGE = 101;

    @Id
    private UUID id;

    private String username;

    @Column(name = "username_key")
    private String usernameKey;

    private String email;

    @Column(name = "display_name")
    private @Nullable String displayName;

    /** In which language they want to be told things, a BCP 47 tag. */
    private @Nullable String locale;

    @Column(name = "password_hash")
    private String passwordHash;

    /** Read by a statement of its own, for a whole page at once: a row that is locked is not joined to anything. */
    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "account_role", joinColumns = @JoinColumn(name = "user_id"))
    @Column(name = "role")
    @Enumerated(EnumType.STRING)
    @Fetch(FetchMode.SELECT)
    @BatchSize(size = MOST_OF_A_PAGE)
    private Set<Role> roles = new HashSet<>();

    private boolean enabled;
    private boolean undeletable;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "deleted_at")
    private @Nullable Instant deletedAt;

    @Version
    private int version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected User() {}

    User(NewUser wanted, String passwordHash, Instant now) {
        this.id = UUID.randomUUID();
        this.username = wanted.username();
        this.usernameKey = key(wanted.username());
        this.email = key(wanted.email());
        this.displayName = wanted.displayName();
        this.locale = wanted.locale();
        this.passwordHash = passwordHash;
        this.enabled = true;
        this.createdAt = now;
    }

    static User firstAdministrator(NewUser wanted, String passwordHash, Instant now) {
        User first = new User(wanted, passwordHash, now);
        first.roles.add(Role.ADMIN);
        first.undeletable = true;
        return first;
    }

    /** The form in which usernames and emails are compared: case does not tell two users apart. */
    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    Optional<UserEvent> change(Profile wanted) {
        if (wanted.equals(profile())) {
            return Optional.empty();
        }
        username = wanted.username();
        usernameKey = key(wanted.username());
        email = key(wanted.email());
        displayName = wanted.displayName();
        locale = wanted.locale();
        return Optional.of(introduced());
    }

    Optional<UserEvent> grant(Role role) {
        return roles.add(role) ? Optional.of(rolesChanged()) : Optional.empty();
    }

    Optional<UserEvent> revoke(Role role) {
        if (roles.contains(role) && role == Role.ADMIN) {
            refuseWhenProtected();
        }
        return roles.remove(role) ? Optional.of(rolesChanged()) : Optional.empty();
    }

    Optional<UserEvent> enable() {
        if (enabled) {
            return Optional.empty();
        }
        enabled = true;
        return Optional.of(new UserEvent.UserEnabled(id));
    }

    Optional<UserEvent> disable() {
        if (!enabled) {
            return Optional.empty();
        }
        refuseWhenProtected();
        enabled = false;
        return Optional.of(new UserEvent.UserDisabled(id));
    }

    Optional<UserEvent> protect(boolean wanted) {
        if (undeletable == wanted) {
            return Optional.empty();
        }
        undeletable = wanted;
        return Optional.of(wanted ? new UserEvent.UserProtected(id) : new UserEvent.UserUnprotected(id));
    }

    public UserEvent changePassword(String newHash) {
        passwordHash = newHash;
        return new UserEvent.PasswordChanged(id);
    }

    /** Overwrites all that is personal. What takes the place of the names can be registered by nobody: it has a colon. */
    UserEvent delete(Instant now) {
        refuseWhenProtected();
        username = "deleted:" + id;
        usernameKey = username;
        email = username;
        displayName = null;
        locale = null;
        passwordHash = "";
        roles.clear();
        enabled = false;
        deletedAt = now;
        return new UserEvent.UserDeleted(id);
    }

    private void refuseWhenProtected() {
        if (undeletable) {
            throw ProblemException.conflict(
                    "USER_PROTECTED", "A protected user can be neither deleted nor disabled, nor lose the role admin.");
        }
    }

    public boolean mayLogIn() {
        return enabled && deletedAt == null;
    }

    boolean isAdministrator() {
        return roles.contains(Role.ADMIN);
    }

    public UUID id() {
        return id;
    }

    public String username() {
        return username;
    }

    public String passwordHash() {
        return passwordHash;
    }

    /** What a login may have named; who changes a password is named by the id. */
    List<String> names() {
        return List.of(usernameKey, email, id.toString());
    }

    int version() {
        return version;
    }

    UserEvent registered() {
        return new UserEvent.UserRegistered(id, username, email, locale);
    }

    /** As they are now. */
    UserEvent introduced() {
        return new UserEvent.UserChanged(id, username, email, locale);
    }

    Profile profile() {
        return new Profile(username, email, displayName, locale);
    }

    UserView view() {
        return new UserView(id, username, email, displayName, locale, roles(), enabled, undeletable, createdAt);
    }

    /** In the words of tokens; everybody is a user. */
    public List<String> roles() {
        return Stream.concat(Stream.of(Caller.USER), roles.stream().sorted().map(Role::toString))
                .toList();
    }

    private UserEvent rolesChanged() {
        return new UserEvent.UserRolesChanged(id, roles.stream().sorted().toList());
    }
}
