package io.gatehouse.notifications.template;

/** How a user is told. */
public enum Channel {
    /** In the list of notifications, and in the live feed. */
    IN_APP,
    /** By e-mail, as plain text. */
    EMAIL
}
