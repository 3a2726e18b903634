package io.gatehouse.system;

import java.util.function.Supplier;

/** A table that takes no row of a certain kind for a while: what would write one fails, however often it is tried. */
final class Refusal {
    /** What the database says when it refuses. */
    static final String NAME = "refused_for_a_test";

    private Refusal() {}

    /** @param fits what must be true of each new row meanwhile, in SQL */
    static <T> T unless(String fits, OutsideDatabase database, String table, Supplier<T> meanwhile) {
        database.change("alter table " + table + " add constraint " + NAME + " check (" + fits + ") not valid");
        try {
            return meanwhile.get();
        } finally {
            database.change("alter table " + table + " drop constraint " + NAME);
        }
    }

    /** Nobody tells this user anything. */
    static <T> T ofNotifications(String userId, OutsideDatabase database, Supplier<T> meanwhile) {
        return unless("user_id <> '" + userId + "'", database, "notifications.notification", meanwhile);
    }
}
