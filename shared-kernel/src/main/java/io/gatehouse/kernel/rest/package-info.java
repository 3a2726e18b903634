/**
 * How the resources of all services deal with query parameters, preconditions (RFC 9110, section 13) and JSON Merge Patch
 * (RFC 7396), and what they answer to changes.
 */
@NullMarked
package io.gatehouse.kernel.rest;

import org.jspecify.annotations.NullMarked;
