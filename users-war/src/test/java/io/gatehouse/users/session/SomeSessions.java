package io.gatehouse.users.session;

import io.gatehouse.users.UsersDatabase;
import java.time.Clock;

/** The sessions outside a container, for tests of other packages. */
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
public final class SomeSessions {
    private SomeSessions() {}

    public static Sessions on(UsersDatabase database, Clock clock) {
        Sessions sessions = new Sessions();
        sessions.entities = database.entities();
        sessions.clock = clock;
        return sessions;
    }
}
