package io.gatehouse.notifications.notification;

/** How many of a user's notifications were not read yet. */
public record UnreadCount(long unread) {}
