/**
 * A PostgreSQL of its own: {@code StatementLog} notes what the product sends to it, {@code Script} makes of that what
 * {@code Pgbench} sends again without the product.
 */
@NullMarked
package io.gatehouse.services.database;

import org.jspecify.annotations.NullMarked;
