package io.gatehouse.users.lockout;

import io.gatehouse.kernel.digest.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How often one may guess. Two counters stand against a guesser, and neither stands against the owner for long:
 *
 * <ul>
 *   <li>A name from one address: five failures are free, then the wait doubles up to a quarter of an hour. Who guesses
 *       elsewhere has no part in it. From where the user has logged in before, it grows to a minute only: somebody there
 *       may share the address.
 *   <li>A name from all addresses that are not known for this user: a hundred failures are free, then the wait doubles up
 *       to five minutes. That is for a guesser with many addresses. The owner does not notice where they have been before.
 * </ul>
 *
 * <p>Counters belong to names as they are typed, whether there is such a user or not: so being locked tells nothing. A
 * login that is right clears the first counter, not the second, or every login of the owner would hand out free tries.
 */
@ApplicationScoped
@Transactional
public class Lockout {
    private static final int BATCH = 10_000;
    private static final Backoff HERE = new Backoff(5, Duration.ofMinutes(15));
    private static final Backoff HERE_AND_KNOWN = new Backoff(5, Duration.ofMinutes(1));
    private static final Backoff ANYWHERE = new Backoff(100, Duration.ofMinutes(5));

    @PersistenceContext
    EntityManager entities;

    @Inject
    KnownAddresses knownAddresses;

    @Inject
    Clock clock;

    /**
     * Begins a try, before anything is done for it.
     *
     * @param name as it was typed
     * @param userId whose name it is, or null
     * @throws LockedOutException when it must wait
     */
    public Attempt begin(String name, ClientAddress address, @Nullable UUID userId) {
        Attempt attempt =
                Attempt.of(name.toLowerCase(Locale.ROOT), address, hash -> knownAddresses.contains(userId, hash));
        Instant now = clock.instant();
        List<FailedLogins> counters = locked(attempt.counters());
        for (FailedLogins counter : counters) {
            Duration wait = counter.wait(now);
            if (!wait.isZero()) {
                throw new LockedOutException(wait);
            }
        }
        Set<String> charged = new HashSet<>();
        for (FailedLogins counter : counters) {
            if (counter.charge(backoff(attempt, counter.counter()), now)) {
                charged.add(counter.counter());
            }
        }
        return attempt.chargedTo(charged);
    }

    /** The password was wrong, or there is no such user. */
    public void failed(Attempt attempt) {
        Instant now = clock.instant();
        List<String> counters = attempt.counters().stream()
                .filter(counter -> !attempt.charged().contains(counter))
                .toList();
        counters.forEach(counter -> make(counter, attempt, now));
        for (FailedLogins counter : locked(counters)) {
            counter.fail(backoff(attempt, counter.counter()), now);
        }
    }

    /** The password was right. */
    public void succeeded(Attempt attempt, UUID userId) {
        giveBack(attempt);
        entities.createQuery("delete from FailedLogins f where f.counter = :here")
                .setParameter("here", attempt.here())
                .executeUpdate();
        knownAddresses.add(userId, attempt.addressHash());
    }

    /** The password could not be looked at. */
    public void withdrawn(Attempt attempt) {
        giveBack(attempt);
    }

    /** Lets everybody try again who failed with one of these names. */
    public void clear(Collection<String> names) {
        List<String> hashes = names.stream()
                .map(name -> Sha256.hex(name.toLowerCase(Locale.ROOT)))
                .toList();
        List<String> counters = entities.createQuery(
                        "select f.counter from FailedLogins f where f.nameHash in :names", String.class)
                .setParameter("names", hashes)
                .getResultList();
        locked(counters).forEach(entities::remove);
    }

    /** Deletes what does not count any more: some of it, so that it never takes long. True when there may be more. */
    public boolean forgetOld() {
        return forgetOld(BATCH);
    }

    /** The time is asked for twice: who fails meanwhile is not forgotten. */
    boolean forgetOld(int most) {
        int failures = entities.createNativeQuery("delete from failed_login where last_at < :old and counter in"
                        + " (select counter from failed_login where last_at < :old order by last_at fetch first "
                        + most + " rows only)")
                .setParameter("old", clock.instant().minus(FailedLogins.MEMORY))
                .executeUpdate();
        boolean moreAddresses = knownAddresses.forgetOld(most);
        return failures == most || moreAddresses;
    }

    private void giveBack(Attempt attempt) {
        Instant now = clock.instant();
        locked(attempt.charged()).forEach(counter -> counter.giveBack(now));
        entities.flush();
    }

    private static Backoff backoff(Attempt attempt, String counter) {
        if (counter.equals(attempt.anywhere())) {
            return ANYWHERE;
        }
        return attempt.fromKnownAddress() ? HERE_AND_KNOWN : HERE;
    }

    private void make(String counter, Attempt attempt, Instant now) {
        entities.createNativeQuery("insert into failed_login (counter, name_hash, failures, last_at, locked_until)"
                        + " values (:counter, :name, 0, :now, :now) on conflict do nothing")
                .setParameter("counter", counter)
                .setParameter("name", attempt.nameHash())
                .setParameter("now", now)
                .executeUpdate();
    }

    /** In one order, so that two who lock several never wait for each other. */
    private List<FailedLogins> locked(Collection<String> counters) {
        return entities.createQuery(
                        "select f from FailedLogins f where f.counter in :counters order by f.counter",
                        FailedLogins.class)
                .setParameter("counters", counters)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }
}
