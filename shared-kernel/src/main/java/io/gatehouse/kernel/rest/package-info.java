/** What every service's JAX-RS application registers. */
@NullMarked
package io.gatehouse.kernel.rest;

import org.jspecify.annotations.NullMarked;
