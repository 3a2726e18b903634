package io.gatehouse.notifications.feed;

import io.gatehouse.notifications.notification.Notification;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;

/**
 * Notifications in one order for all instances.
 *
 * <p>Numbers from a sequence would be of no use: transactions commit in another order than they draw numbers, so who has
 * read up to 7 may miss a 6 that is committed later. Here a number is given after the commit, by whoever has the lock on
 * the one row of {@code feed_position}, and all numbers of a pass become visible together with the position. So whatever
 * has a number up to the position is there to be read, and nothing is ever added below it.
 */
@ApplicationScoped
public class Feed {
    static final int PASS = 500;

    @PersistenceContext
    EntityManager entities;

    /** Gives numbers to those that have none; true when there may be more. Nothing happens while another does it. */
    @Transactional
    public boolean giveNumbers() {
        @SuppressWarnings("unchecked") // JPA gives native queries no type
        List<Long> position = entities.createNativeQuery(
                        "select last_number from feed_position where id = 1 for update skip locked", Long.class)
                .getResultList();
        if (position.isEmpty()) {
            return false;
        }
        @SuppressWarnings("unchecked") // JPA gives native queries no type
        List<UUID> without = entities.createNativeQuery(
                        "select id from notification where feed_number is null order by created_at, id"
                                + " fetch first " + PASS + " rows only",
                        UUID.class)
                .getResultList();
        if (without.isEmpty()) {
            return false;
        }
        long last = position.get(0);
        for (UUID id : without) {
            last++;
            entities.createNativeQuery("update notification set feed_number = :number where id = :id")
                    .setParameter("number", last)
                    .setParameter("id", id)
                    .executeUpdate();
        }
        entities.createNativeQuery("update feed_position set last_number = :last where id = 1")
                .setParameter("last", last)
                .executeUpdate();
        return without.size() == PASS;
    }

    /** The last number that was given. */
    @Transactional
    public long position() {
        @SuppressWarnings("unchecked") // JPA gives native queries no type
        List<Long> position = entities.createNativeQuery(
                        "select last_number from feed_position where id = 1", Long.class)
                .getResultList();
        return position.get(0);
    }

    /** What has a number behind one and up to another, of all users; at most {@link #PASS}. */
    @Transactional
    public List<FeedEntry> between(long behind, long upTo) {
        return read(
                entities.createQuery(
                        "select n from Notification n where n.feedNumber > :behind and n.feedNumber <= :upTo"
                                + " order by n.feedNumber",
                        Notification.class),
                behind,
                upTo,
                PASS);
    }

    /** The same of one user. */
    @Transactional
    public List<FeedEntry> between(long behind, long upTo, UUID userId, int most) {
        return read(
                entities.createQuery(
                                "select n from Notification n where n.userId = :user and n.feedNumber > :behind"
                                        + " and n.feedNumber <= :upTo order by n.feedNumber",
                                Notification.class)
                        .setParameter("user", userId),
                behind,
                upTo,
                most);
    }

    private static List<FeedEntry> read(TypedQuery<Notification> query, long behind, long upTo, int most) {
        return query.setParameter("behind", behind)
                .setParameter("upTo", upTo)
                .setMaxResults(most)
                .getResultStream()
                .map(found -> new FeedEntry(found.feedNumber(), found.view()))
                .toList();
    }
}
