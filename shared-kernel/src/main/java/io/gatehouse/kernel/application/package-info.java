/** What every service's JAX-RS application registers. */
@NullMarked
package io.gatehouse.kernel.application;

import org.jspecify.annotations.NullMarked;
