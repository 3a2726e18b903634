/**
 * What requests and answers say about caching (RFC 9111 sections 4.1, 4.2 and 5): their directives, how old an answer is and may become, and by which of the
 * request's fields it was chosen. Looks at messages and times and at nothing else.
 */
@NullMarked
package io.gatehouse.gateway.cache.message;

import org.jspecify.annotations.NullMarked;
