/** What is known about requests from outside: their ids and their numbers. */
@NullMarked
package io.gatehouse.gateway.telemetry;

import org.jspecify.annotations.NullMarked;
