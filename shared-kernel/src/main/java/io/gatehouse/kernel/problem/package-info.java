/** Problem documents (RFC 9457): every refusal and every failure of a service leaves through this package. */
@NullMarked
package io.gatehouse.kernel.problem;

import org.jspecify.annotations.NullMarked;
