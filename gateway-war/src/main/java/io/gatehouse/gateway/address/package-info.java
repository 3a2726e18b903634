/** Network addresses as values: read from text without asking anybody, compared, and gathered to networks. */
@NullMarked
package io.gatehouse.gateway.address;

import org.jspecify.annotations.NullMarked;
