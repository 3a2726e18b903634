/** By what things are known again that are not kept. */
@NullMarked
package io.gatehouse.kernel.digest;

import org.jspecify.annotations.NullMarked;
