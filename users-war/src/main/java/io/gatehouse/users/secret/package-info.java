/** Random secrets that are shown once, and the digest that is kept of them. */
@NullMarked
package io.gatehouse.users.secret;

import org.jspecify.annotations.NullMarked;
