/** Events between services: CloudEvents 1.0, written to an outbox in the transaction of the change, relayed to JMS topics, and received once through an inbox. */
@NullMarked
package io.gatehouse.kernel.event;

import org.jspecify.annotations.NullMarked;
