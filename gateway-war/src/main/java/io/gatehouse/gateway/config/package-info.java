/** The configuration file: its records, how it is read, and how every mistake in it is told at once, with its place. */
@NullMarked
package io.gatehouse.gateway.config;

import org.jspecify.annotations.NullMarked;
