package io.gatehouse.users.account;

import io.gatehouse.users.UsersDatabase;
import java.time.Instant;

/** Users for tests of other packages. */
public final class SomeUser {
    private SomeUser() {}

    /** With the email {@code name@example.org} and a hash that belongs to no password. */
    public static User named(String name) {
        return withHash(name, "hash");
    }

    public static User withHash(String name, String hash) {
        return new User(new NewUser(name, name + "@example.org", "correct horse"), hash, Instant.EPOCH);
    }

    public static User with(String name, Role... roles) {
        User user = named(name);
        for (Role role : roles) {
            user.grant(role);
        }
        return user;
    }

    @SuppressWarnings("UnnecessaryAssignment") // no container injects here
    public static Users users(UsersDatabase database, OutboxInMemory outbox) {
        Users users = new Users();
        users.entities = database.entities();
        users.outbox = outbox;
        return users;
    }

    public static void disable(User user) {
        user.disable();
    }
}
