/**
 * Users: who they are, and how they prove it. {@link io.gatehouse.users.UsersResource} and
 * {@link io.gatehouse.users.AuthResource} are the API, {@link io.gatehouse.users.User} the aggregate,
 * {@link io.gatehouse.users.Users} all of them. What a proof is worth, the tokens, is the package {@code session}, which
 * knows nothing of this one.
 */
@NullMarked
package io.gatehouse.users;

import org.jspecify.annotations.NullMarked;
