/** The pages to which the types of problem documents lead (RFC 9457, section 3.1.1), made of docs/problems.md. */
@NullMarked
package io.gatehouse.gateway.problems;

import org.jspecify.annotations.NullMarked;
