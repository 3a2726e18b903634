package io.gatehouse.notifications.feed;

import io.gatehouse.notifications.NotificationsDatabase;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** The feed outside a container: what is transactional there has a transaction here. */
@SuppressWarnings("UnnecessaryAssignment") // no container here: the test is the framework
final class FeedBeans {
    private FeedBeans() {}

    static Streams streams(int most, int mostOfOne) {
        Streams streams = new Streams();
        streams.most = most;
        streams.mostOfOne = mostOfOne;
        return streams;
    }

    /** One instance of the service. */
    static Distribution distribution(Feed feed, Streams streams, Clock clock) {
        Distribution distribution = new Distribution();
        distribution.feed = feed;
        distribution.streams = streams;
        distribution.clock = clock;
        return distribution;
    }

    static Feed feed(NotificationsDatabase database) {
        Feed feed = new Feed() {
            @Override
            public boolean giveNumbers() {
                return database.call(super::giveNumbers);
            }

            @Override
            public long position() {
                return database.call(super::position);
            }

            @Override
            public List<FeedEntry> between(long behind, long upTo) {
                return database.call(() -> super.between(behind, upTo));
            }

            @Override
            public List<FeedEntry> between(long behind, long upTo, UUID userId, int most) {
                return database.call(() -> super.between(behind, upTo, userId, most));
            }
        };
        feed.entities = database.entities();
        return feed;
    }
}
