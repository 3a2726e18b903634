/** Readiness and liveness of one service, for its gateway and for MicroProfile Health. */
@NullMarked
package io.gatehouse.kernel.health;

import org.jspecify.annotations.NullMarked;
