/** The two ends of a body that flows, for the tests of what stands between them. */
@NullMarked
package io.gatehouse.gateway.flow;

import org.jspecify.annotations.NullMarked;
