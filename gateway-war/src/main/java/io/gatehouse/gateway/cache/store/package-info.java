/**
 * What is kept, for whom, and under which address: bounded by bytes, by {@code Realm}, and with a version for each address, so that nothing from before a change
 * comes in after it.
 */
@NullMarked
package io.gatehouse.gateway.cache.store;

import org.jspecify.annotations.NullMarked;
