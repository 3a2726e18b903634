/** Who the client is, what it may do, and the internal token that tells the upstream. */
@NullMarked
package io.gatehouse.gateway.auth;

import org.jspecify.annotations.NullMarked;
