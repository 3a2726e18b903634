package io.gatehouse.notifications.feed;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Hands out to the streams what is new. Up to {@link #position} all streams have been offered everything; one that could
 * not take it is behind, and reads on by itself from where it is.
 */
@ApplicationScoped
public class Distribution {
    @Inject
    Feed feed;

    @Inject
    Streams streams;

    @Inject
    Clock clock;

    /** Used by the poller's thread alone. */
    private long position = -1;

    /**
     * Numbers a pass of what is new and hands it out; true when there is more without a number, or when a stream has room
     * for more of what is there.
     */
    boolean round() {
        boolean more = feed.giveNumbers();
        long newest = feed.position();
        if (streams.count() == 0 || position < 0) {
            position = newest;
        }
        while (position < newest) {
            handOut(newest);
        }
        List<EventStream> all = streams.all();
        all.stream().filter(EventStream::wantsToCatchUp).forEach(this::catchUp);
        return more || all.stream().anyMatch(EventStream::wantsToCatchUp);
    }

    private void handOut(long newest) {
        List<FeedEntry> found = feed.between(position, newest);
        Instant now = clock.instant();
        for (FeedEntry entry : found) {
            streams.of(entry.notification().userId()).forEach(stream -> stream.offer(entry, now));
        }
        position =
                found.size() < Feed.PASS ? newest : found.get(found.size() - 1).number();
    }

    private void catchUp(EventStream stream) {
        List<FeedEntry> found = feed.between(stream.position(), position, stream.userId(), EventStream.MOST_WAITING);
        stream.catchUp(found, found.size() < EventStream.MOST_WAITING, clock.instant());
    }
}
