/** Recipients: what is known of the people who are told, as the users service has told it. */
@NullMarked
package io.gatehouse.notifications.recipient;

import org.jspecify.annotations.NullMarked;
