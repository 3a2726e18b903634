/** Strict JSON: what a client sends is either understood completely or refused with the name of the field. */
@NullMarked
package io.gatehouse.kernel.json;

import org.jspecify.annotations.NullMarked;
