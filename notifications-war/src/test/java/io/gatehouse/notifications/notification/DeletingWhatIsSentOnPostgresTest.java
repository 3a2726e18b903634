package io.gatehouse.notifications.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.audit.AuditTrail;
import io.gatehouse.kernel.audit.Change;
import io.gatehouse.kernel.audit.SomeAudit;
import io.gatehouse.kernel.event.Outbox;
import io.gatehouse.kernel.event.Topic;
import io.gatehouse.kernel.identity.Caller;
import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.rest.Preconditions;
import io.gatehouse.kernel.testing.Another;
import io.gatehouse.kernel.testing.Databases;
import io.gatehouse.notifications.NotificationsDatabase;
import io.gatehouse.notifications.mail.MailBeans;
import io.gatehouse.notifications.mail.MailOutbox;
import io.gatehouse.notifications.smtp.Letter;
import io.gatehouse.notifications.smtp.Outcome;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A notification is deleted while its e-mail is sent, with the real audit, as all of them lock the same rows: nobody
 * waits for each other for good, and no mail is lost or sent twice.
 */
@SuppressWarnings("UnnecessaryAssignment") // no container here: the test is the framework
class DeletingWhatIsSentOnPostgresTest {
    private final Clock clock = Clock.systemUTC();
    private final DataSource dataSource = Databases.postgres();
    private final NotificationsDatabase database = new NotificationsDatabase(dataSource);
    private final Outbox outbox = new Audited();
    private final MailOutbox mails = MailBeans.outbox(database, outbox, clock, true);
    private final Notifications notifications = NotificationBeans.notifications(database, outbox, clock);
    private final NotificationsResource resource = new NotificationsResource();
    private final Another another = new Another(dataSource);
    private final UUID user = UUID.randomUUID();

    DeletingWhatIsSentOnPostgresTest() {
        resource.notifications = notifications;
        resource.mailOutbox = mails;
        resource.caller = new Administrator();
    }

    @AfterEach
    void close() {
        another.close();
        database.close();
    }

    @Test
    void whatWasSentFirstIsToldBeforeItIsDeleted() {
        UUID notification = tell();
        Letter letter = mails.take(1).get(0);

        Future<Boolean> deletion = database.call(() -> {
            mails.settle(letter, new Outcome.Sent());
            return another.waits(() -> delete(notification));
        });

        assertThat(Another.result(deletion)).isTrue();
        assertThat(history(notification))
                .containsExactly("NotificationCreated", "NotificationSent", "NotificationDeleted");
        assertThat(database.count("Mail m")).isZero();
    }

    @Test
    void whatWasDeletedFirstIsNotToldOfWhenItsMailWasSent() {
        UUID notification = tell();
        Letter letter = mails.take(1).get(0);

        Future<Boolean> settlement = database.call(() -> {
            assertThat(delete(notification)).isTrue();
            return another.waits(() -> {
                mails.settle(letter, new Outcome.Sent());
                return true;
            });
        });

        assertThat(Another.result(settlement)).isTrue();
        assertThat(history(notification)).containsExactly("NotificationCreated", "NotificationDeleted");
        assertThat(mails.take(1)).isEmpty();
    }

    @Test
    void whatIsDeletedWhileItsMailIsAskedForOnceMoreLeavesNoMail() {
        UUID notification = tell();
        mails.settle(mails.take(1).get(0), new Outcome.Sent());

        Future<Boolean> deletion = database.call(() -> {
            send(notification);
            database.entities().flush();
            return another.waits(() -> delete(notification));
        });

        assertThat(Another.result(deletion)).isTrue();
        assertThat(history(notification))
                .containsExactly("NotificationCreated", "NotificationSent", "MailRequested", "NotificationDeleted");
        assertThat(mails.take(1)).isEmpty();
        assertThat(database.count("Mail m")).isZero();
    }

    /** Of two who add to one history the second must not fail: what was sent and not noted is sent again. */
    @Test
    void whatIsReadWhileItsMailIsSentIsNotSentAgain() {
        UUID notification = tell();
        Letter letter = mails.take(1).get(0);

        Future<Boolean> settlement = database.call(() -> {
            notifications.read(notifications.get(notification, user));
            return another.waits(() -> {
                mails.settle(letter, new Outcome.Sent());
                return true;
            });
        });

        assertThat(Another.result(settlement)).isTrue();
        assertThat(history(notification))
                .containsExactly("NotificationCreated", "NotificationRead", "NotificationSent");
    }

    /** Two who send, one who deletes the first half, one who asks for their mails once more, and one who reads the rest, all at once. */
    @Test
    void inNoOrderDoAnyOfThemWaitForEachOtherForGoodOrIsAMailLostOrSentTwice() throws Exception {
        List<UUID> all = IntStream.range(0, 60).mapToObj(i -> tell()).toList();
        List<UUID> unwanted = all.subList(0, 30);
        Queue<UUID> sent = new ConcurrentLinkedQueue<>();
        Callable<Integer> sending = () -> sendAll(sent);
        List<Callable<Integer>> work = List.of(
                sending,
                sending,
                () -> shuffled(unwanted, 1).stream()
                        .mapToInt(one -> delete(one) ? 1 : 0)
                        .sum(),
                () -> shuffled(unwanted, 2).stream()
                        .mapToInt(one -> askAgain(one) ? 1 : 0)
                        .sum(),
                () -> all.subList(30, 60).stream().mapToInt(this::read).sum());
        ExecutorService threads = Executors.newFixedThreadPool(work.size());
        try {
            List<Future<Integer>> done = threads.invokeAll(work);
            for (Future<Integer> one : done) {
                assertThat(one.get()).isNotNegative();
            }
            assertThat(done.get(2).get()).isEqualTo(unwanted.size());
        } finally {
            threads.shutdown();
        }
        // Somebody may have looked while others had locked the last.
        sendAll(sent);

        Map<UUID, Long> times =
                sent.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(all.subList(30, 60)).allSatisfy(wanted -> {
            assertThat(times.get(wanted)).isEqualTo(1);
            assertThat(history(wanted))
                    .containsExactlyInAnyOrder("NotificationCreated", "NotificationSent", "NotificationRead");
        });
        assertThat(unwanted).map(this::history).allSatisfy(history -> {
            assertThat(history).endsWith("NotificationDeleted");
            assertThat(Collections.frequency(history, "NotificationSent"))
                    .isLessThanOrEqualTo(1 + Collections.frequency(history, "MailRequested"));
        });
        assertThat(database.count("Mail m")).isEqualTo(30);
        assertThat(database.count("Notification n")).isEqualTo(30);
    }

    private static List<UUID> shuffled(List<UUID> some, long seed) {
        List<UUID> shuffled = new ArrayList<>(some);
        Collections.shuffle(shuffled, new Random(seed));
        return shuffled;
    }

    /** Takes and settles until nothing is left; of which notifications. */
    private int sendAll(Queue<UUID> sent) {
        List<Letter> letters = mails.take(3);
        while (!letters.isEmpty()) {
            for (Letter letter : letters) {
                sent.add(UUID.fromString(letter.subject()));
                mails.settle(letter, new Outcome.Sent());
            }
            letters = mails.take(3);
        }
        return sent.size();
    }

    /** With a mail that has its id for a subject. */
    private UUID tell() {
        return database.call(() -> {
            UUID id = notifications.tell(user, "Probe", "Hi", "Hello");
            mails.add(id, user, "a@example.org", id.toString(), "Hello");
            return id;
        });
    }

    private int read(UUID notification) {
        database.run(() -> notifications.read(notifications.get(notification, user)));
        return 1;
    }

    private boolean delete(UUID notification) {
        database.run(() -> resource.delete(notification, new Unconditional()));
        return true;
    }

    /** False when it is there no more. */
    private boolean askAgain(UUID notification) {
        try {
            database.run(() -> send(notification));
            return true;
        } catch (ProblemException | jakarta.persistence.PersistenceException gone) {
            return false;
        }
    }

    /** As announcements do it. */
    private void send(UUID id) {
        Notification notification = notifications.get(id, null);
        notifications.hold(notification);
        mails.request(id, user, "a@example.org", id.toString(), "Hello");
    }

    private List<String> history(UUID notification) {
        return database.call(() -> database.entities()
                .createQuery(
                        "select a.type from AuditEvent a where a.subject = :subject order by a.number", String.class)
                .setParameter("subject", notification.toString())
                .getResultList());
    }

    /** With the real audit, and without a trace. */
    private final class Audited extends Outbox {
        private final AuditTrail audit = SomeAudit.on(database.entities());

        @Override
        public void add(Topic topic, UUID subject, Record data) {
            auditOnly(subject, data);
        }

        @Override
        public void auditOnly(UUID subject, Record data) {
            audit.append(new Change(UUID.randomUUID(), subject.toString(), clock.instant(), data, kept -> "{}"));
        }
    }

    /** The system itself. */
    private static final class Unconditional extends Preconditions {
        @Override
        public void verify(long version) {}
    }

    private static final class Administrator extends Caller {
        @Override
        public boolean isAdmin() {
            return true;
        }
    }
}
