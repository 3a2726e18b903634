package io.gatehouse.launcher;

import java.util.List;
import java.util.Locale;

/** The applications of the product; each is a WAR of its name. */
enum Application {
    GATEWAY(0),
    USERS(2),
    PRODUCTS(3),
    ORDERS(4),
    TASKS(5),
    NOTIFICATIONS(6);

    /** Those behind the gateway; each has a database and takes part in messaging. */
    static final List<Application> SERVICES = List.of(USERS, PRODUCTS, ORDERS, TASKS, NOTIFICATIONS);

    private final int offset;

    Application(int offset) {
        this.offset = offset;
    }

    /** How far after the first port it listens when it has a server for itself. */
    int offset() {
        return offset;
    }

    /** As in file names, context roots and JNDI names. */
    String lowerName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
