package io.gatehouse.notifications.template;

/** What a user is told, with everything in its place. */
public record Words(String subject, String text) {}
