package io.gatehouse.notifications.notification;

/**
 * Told within the service when a user has something new to read.
 *
 * @param type what it is about
 */
public record NotificationAdded(String type) {}
