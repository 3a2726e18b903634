/**
 * What is known about requests from outside: their ids, their place in a trace, and their figures. {@code Metric} lists every family of
 * metrics; {@code Figures} keeps them by route and by instance.
 */
@NullMarked
package io.gatehouse.gateway.telemetry;

import org.jspecify.annotations.NullMarked;
