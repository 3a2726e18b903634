/**
 * What the services cost on PostgreSQL: the product as {@code bin/run} starts it, beside the database alone with the same statements.
 * {@code Services} measures one after the other, and looks in the end whether orders and stock agree.
 */
@NullMarked
package io.gatehouse.services;

import org.jspecify.annotations.NullMarked;
