/**
 * How a user proves who they are: {@link io.gatehouse.users.login.AuthResource} is the API,
 * {@link io.gatehouse.users.login.Login} what it does. A password is hashed while no transaction is open;
 * {@link io.gatehouse.users.login.Admission} looks again, in one, at what has been verified.
 */
@NullMarked
package io.gatehouse.users.login;

import org.jspecify.annotations.NullMarked;
