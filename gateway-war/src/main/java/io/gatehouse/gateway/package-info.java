/**
 * How a request travels:
 *
 * <ol>
 *   <li>Its bytes pass by {@code StrictFilter}, before the server makes a request of them; what could be read in two ways ends there.
 *   <li>{@code GatewayServlet} takes it from the server, asynchronously; {@code ClientRequest} keeps what the client may say and drops the
 *       rest.
 *   <li>Its path is brought to canonical form, and {@code RouteTable} finds the route, or says why there is none.
 *   <li>The filters that {@code FilterOrder} lists pass it on, each as another record: id, trace, count, problems, the gateway's own
 *       answers, how often, who, whether, how much, what stands in when the upstream fails, and the token for the upstream.
 *   <li>Its {@code Upstream} chooses an instance, refuses where none may be asked now, and tries again where that is allowed.
 *   <li>{@code Forwarder} sends it to its upstream, on a pool of event-driven connections.
 *   <li>The head of the answer comes back through the filters in reverse.
 *   <li>{@code ClientAnswer} writes the head and {@code ResponseWriter} the body. Bodies that are not small flow in both
 *       directions as fast as the slower side takes them, and no thread waits.
 *   <li>When the last byte is out, or the answer has broken off, {@code Observation} tells figures and access log.
 * </ol>
 */
@NullMarked
package io.gatehouse.gateway;

import org.jspecify.annotations.NullMarked;
