/** What a route does to requests and answers, as the configuration says it: rules and settings, and nothing that applies them. */
@NullMarked
package io.gatehouse.gateway.rules;

import org.jspecify.annotations.NullMarked;
