package io.gatehouse.tasks.category;

import java.time.Instant;
import java.util.UUID;

/** A category as its owner sees it. */
public record CategoryView(UUID id, String name, Instant createdAt) {}
