package io.gatehouse.products.category;

import java.util.UUID;

/** A category has another name. */
record CategoryChanged(UUID categoryId, String name) {}
