/**
 * Keeps passwords from being guessed, without letting whoever guesses shut out the owner:
 * {@link io.gatehouse.users.lockout.Lockout} tells how, {@link io.gatehouse.users.lockout.Backoff} how long. All instances
 * share the counters, which stand in the database.
 */
@NullMarked
package io.gatehouse.users.lockout;

import org.jspecify.annotations.NullMarked;
