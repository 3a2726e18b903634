/**
 * Events whose effect has failed too often: {@link io.gatehouse.kernel.deadletter.DeadLetters} counts the failures and
 * keeps what is given up until an administrator replays or discards it.
 */
@NullMarked
package io.gatehouse.kernel.deadletter;

import org.jspecify.annotations.NullMarked;
