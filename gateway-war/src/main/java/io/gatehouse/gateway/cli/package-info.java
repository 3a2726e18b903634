/**
 * The command line {@code bin/gatehouse}: checks a configuration and explains what it does with a request, without a server. Nothing else
 * depends on this package.
 */
@NullMarked
package io.gatehouse.gateway.cli;

import org.jspecify.annotations.NullMarked;
