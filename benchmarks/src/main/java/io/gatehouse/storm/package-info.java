/**
 * Ten minutes of bad weather: the gateway, started as users start it, between clients that check every byte of every answer and upstreams that
 * die, slow down, break off, and talk nonsense. {@code Storm} runs it and prints what came of it.
 */
@NullMarked
package io.gatehouse.storm;

import org.jspecify.annotations.NullMarked;
