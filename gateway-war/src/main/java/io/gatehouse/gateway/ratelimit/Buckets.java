package io.gatehouse.gateway.ratelimit;

import java.util.concurrent.CompletionStage;

/**
 * The buckets of all clients. Those of this server answer at once; those that servers share may take their time, but never fail: who cannot ask the others
 * decides alone.
 */
interface Buckets {
    /** Takes tokens from the bucket of a client if it has enough. */
    CompletionStage<Level> take(Partition partition, String client, int tokens);

    /** Puts back what was taken for a request that was then refused by another limit. */
    void giveBack(Partition partition, String client, int tokens);

    /** What {@link #take} would say, as far as it is known here. */
    Level look(Partition partition, String client, int tokens);
}
