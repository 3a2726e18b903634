package io.gatehouse.products.category;

import java.util.UUID;

/** A category, which no product was in, is gone. */
record CategoryDeleted(UUID categoryId) {}
