package io.gatehouse.products;

import java.util.UUID;

/** A product cannot be bought any more; what orders have reserved of it stays theirs. */
record ProductDeleted(UUID productId) {}
