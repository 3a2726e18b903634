package io.gatehouse.users.account;

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

    public static void disable(User user) {
        user.disable();
    }
}
