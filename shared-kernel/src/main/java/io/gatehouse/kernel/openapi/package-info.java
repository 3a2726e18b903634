/**
 * The OpenAPI documents of the services. The build scans each service's annotations and lets {@link
 * io.gatehouse.kernel.openapi.ServiceDocument} add what is the same everywhere, so that a resource says only what is its
 * own: the shape of its answers.
 */
@NullMarked
package io.gatehouse.kernel.openapi;

import org.jspecify.annotations.NullMarked;
