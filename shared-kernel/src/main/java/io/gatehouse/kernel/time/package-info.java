/** The clock, passed in like everything that varies. */
@NullMarked
package io.gatehouse.kernel.time;

import org.jspecify.annotations.NullMarked;
