/** Time: the clock, passed in like everything that varies, and instants as clients write them. */
@NullMarked
package io.gatehouse.kernel.time;

import org.jspecify.annotations.NullMarked;
