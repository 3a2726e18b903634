/**
 * What operators see of the gateway and do to it while it runs: the life of its configuration ({@code Reloads}), and its own addresses below
 * {@code /gateway/} ({@code AdminFilter}), each an {@code AdminResource}. Nothing here is on the way of a client's request.
 */
@NullMarked
package io.gatehouse.gateway.admin;

import org.jspecify.annotations.NullMarked;
