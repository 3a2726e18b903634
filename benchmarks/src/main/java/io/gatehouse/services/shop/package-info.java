/**
 * The shop that is measured: {@code Shop} fills it through {@code Api} and, where it is large, past it; {@code Orders} come from its
 * customers, and {@code Ledger} looks in the database what became of them.
 */
@NullMarked
package io.gatehouse.services.shop;

import org.jspecify.annotations.NullMarked;
