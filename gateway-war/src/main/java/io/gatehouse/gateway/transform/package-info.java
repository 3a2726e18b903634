/**
 * Changes requests and answers by the rules of their route: header fields, JSON bodies, compression, and what browsers are told. Outer filters
 * decorate every answer, the gateway's own too; {@code TransformFilter} stands next to the upstream and changes what goes there and what comes
 * back.
 */
@NullMarked
package io.gatehouse.gateway.transform;

import org.jspecify.annotations.NullMarked;
