package io.gatehouse.users.lockout;

import io.gatehouse.users.UsersDatabase;
import java.time.Clock;

/** The lockout outside a container, for tests of other packages. */
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
public final class SomeLockout {
    private SomeLockout() {}

    public static Lockout on(UsersDatabase database, Clock clock) {
        KnownAddresses known = new KnownAddresses();
        known.entities = database.entities();
        known.clock = clock;
        Lockout lockout = new Lockout();
        lockout.entities = database.entities();
        lockout.knownAddresses = known;
        lockout.clock = clock;
        return lockout;
    }
}
