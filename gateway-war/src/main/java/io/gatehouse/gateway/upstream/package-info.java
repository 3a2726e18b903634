/** Where requests can go, and whether it is ready to take them. */
@NullMarked
package io.gatehouse.gateway.upstream;

import org.jspecify.annotations.NullMarked;
