package io.gatehouse.products.category;

import java.time.Instant;
import java.util.UUID;

/** A category as everybody sees it. */
public record CategoryView(UUID id, String name, Instant createdAt) {}
