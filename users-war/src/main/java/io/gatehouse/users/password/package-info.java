/** Passwords: how they are hashed, at what cost, and how many at once. Knows nothing of whose they are. */
@NullMarked
package io.gatehouse.users.password;

import org.jspecify.annotations.NullMarked;
