/** Who is calling, as the gateway's internal token says. */
@NullMarked
package io.gatehouse.kernel.identity;

import org.jspecify.annotations.NullMarked;
