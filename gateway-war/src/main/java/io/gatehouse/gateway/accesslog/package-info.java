/**
 * One line for every request, written beside the requests and never in their way: a request leaves its figures in a {@code Ring}, and a
 * thread of the log's own makes lines of them and appends these to a file.
 */
@NullMarked
package io.gatehouse.gateway.accesslog;

import org.jspecify.annotations.NullMarked;
