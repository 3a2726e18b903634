/**
 * What a user who has logged in holds: access tokens, which {@link io.gatehouse.users.session.AccessTokens} signs and
 * everybody can check, and one refresh token at a time, which only {@link io.gatehouse.users.session.Sessions} knows.
 */
@NullMarked
package io.gatehouse.users.session;

import org.jspecify.annotations.NullMarked;
