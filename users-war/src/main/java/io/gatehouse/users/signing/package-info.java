/**
 * The keys that sign access tokens, and how one follows another. {@link io.gatehouse.users.signing.SigningKeys} is what
 * others use; {@link io.gatehouse.users.signing.SigningKey} tells when a key does what.
 */
@NullMarked
package io.gatehouse.users.signing;

import org.jspecify.annotations.NullMarked;
