/**
 * Notifications: what users are told, each seen by its user. {@link
 * io.gatehouse.notifications.notification.NotificationsResource} is the API, {@link
 * io.gatehouse.notifications.notification.Notification} the aggregate, {@link
 * io.gatehouse.notifications.notification.Notifications} all of them.
 */
@NullMarked
package io.gatehouse.notifications.notification;

import org.jspecify.annotations.NullMarked;
