package io.gatehouse.products.category;

import java.util.UUID;

/** There is a new category. */
record CategoryCreated(UUID categoryId, String name) {}
