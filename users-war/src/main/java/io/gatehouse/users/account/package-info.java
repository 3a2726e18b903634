/**
 * Users: who they are and what they may do. {@link io.gatehouse.users.account.User} is the aggregate,
 * {@link io.gatehouse.users.account.Users} all of them, {@link io.gatehouse.users.account.UsersResource} and
 * {@link io.gatehouse.users.account.ProfileResource} the API. How they prove it is the package {@code login}.
 */
@NullMarked
package io.gatehouse.users.account;

import org.jspecify.annotations.NullMarked;
