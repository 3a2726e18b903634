/**
 * Where work stands in its trace (W3C Trace Context): {@link io.gatehouse.kernel.trace.TraceFilter} takes it from the
 * request, {@link io.gatehouse.kernel.trace.Trace} is asked for it, log lines carry it, with the id of the request.
 */
@NullMarked
package io.gatehouse.kernel.trace;

import org.jspecify.annotations.NullMarked;
