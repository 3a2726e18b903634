/**
 * The users service, from above to below: {@code oauth} (programs), {@code login} (how users prove who they are),
 * {@code account} (who they are), {@code lockout}, {@code session} (what those hold who have logged in), {@code password},
 * {@code signing} (the keys of tokens) and {@code secret}. Each knows only what comes after it.
 */
@NullMarked
package io.gatehouse.users;

import org.jspecify.annotations.NullMarked;
