/**
 * Notifications: what users are told. One consumer for each topic turns events into notifications, {@link
 * io.gatehouse.notifications.NotificationsResource} lists them.
 */
@NullMarked
package io.gatehouse.notifications;

import org.jspecify.annotations.NullMarked;
