/** Keyset paging with Link headers (RFC 8288). */
@NullMarked
package io.gatehouse.kernel.paging;

import org.jspecify.annotations.NullMarked;
