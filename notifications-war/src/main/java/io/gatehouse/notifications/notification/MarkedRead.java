package io.gatehouse.notifications.notification;

/** How many notifications were marked as read just now. */
public record MarkedRead(long read) {}
