/** What counts as text that a person wrote. */
@NullMarked
package io.gatehouse.kernel.text;

import org.jspecify.annotations.NullMarked;
