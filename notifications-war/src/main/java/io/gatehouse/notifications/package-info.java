/**
 * Notifications: what users are told. One consumer for each topic lets {@link io.gatehouse.notifications.Telling} turn
 * events into notifications and e-mails; the packages below have an aggregate each, and the live feed.
 */
@NullMarked
package io.gatehouse.notifications;

import org.jspecify.annotations.NullMarked;
