package io.gatehouse.tasks;

import io.gatehouse.kernel.paging.Selection;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which of their tasks a client wants to see: those of which everything is true that it says. */
public class TaskFilter {
    @QueryParam("status")
    Task.@Nullable Status status;

    @QueryParam("category")
    @Nullable
    UUID category;

    /** At this time or later. */
    @QueryParam("dueFrom")
    @Nullable
    Instant dueFrom;

    /** Earlier than this time. */
    @QueryParam("dueBefore")
    @Nullable
    Instant dueBefore;

    Selection among(UUID ownerId) {
        return Selection.where("e.ownerId = :owner", "owner", ownerId)
                .andIfGiven("e.status = :status", "status", status)
                .andIfGiven("e.categoryId = :category", "category", category)
                .andIfGiven("e.dueAt >= :dueFrom", "dueFrom", dueFrom)
                .andIfGiven("e.dueAt < :dueBefore", "dueBefore", dueBefore);
    }
}
