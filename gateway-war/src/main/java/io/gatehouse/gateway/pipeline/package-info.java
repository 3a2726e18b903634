/** What filters are made of: request, response, body, failure, and the chain that passes them on. */
@NullMarked
package io.gatehouse.gateway.pipeline;

import org.jspecify.annotations.NullMarked;
