package io.gatehouse.kernel.audit;

import io.gatehouse.kernel.identity.Actor;
import io.gatehouse.kernel.paging.Page;
import io.gatehouse.kernel.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.exception.ConstraintViolationException;

/** All that happened, appended in the transaction of the change and read by administrators. */
@ApplicationScoped
public class AuditTrail {
    private static final int SUBJECTS_A_STATEMENT = 500;

    @PersistenceContext
    EntityManager entities;

    @Inject
    Actor actor;

    /**
     * Appends a change with the next number of its subject.
     *
     * <p>What the transaction has changed so far goes to the database first: then it holds the lock of the aggregate's
     * row, or has found that its version is not the newest, before it asks for the number. An aggregate without a version
     * has the unique index instead.
     *
     * @throws OptimisticLockException when another transaction has just appended to the same subject
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void append(Change change) {
        entities.flush();
        write(List.of(entry(change, last(change.subject()) + 1)), change.subject());
    }

    /**
     * Appends one change of each of any number of subjects in the same way; the numbers are asked for together. Changes
     * are taken as they are written, and held in memory no longer.
     *
     * @throws OptimisticLockException when another transaction has just appended to one of the subjects
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void appendAll(Iterator<Change> changes) {
        while (changes.hasNext()) {
            List<Change> some = new ArrayList<>();
            while (changes.hasNext() && some.size() < SUBJECTS_A_STATEMENT) {
                some.add(changes.next());
            }
            appendSome(some);
        }
    }

    private void appendSome(List<Change> changes) {
        entities.flush();
        Map<String, Long> last = last(changes.stream().map(Change::subject).toList());
        write(
                changes.stream()
                        .map(change -> entry(change, Objects.requireNonNull(last.get(change.subject())) + 1))
                        .toList(),
                changes.get(0).subject() + " or another");
    }

    private AuditEvent entry(Change change, long number) {
        String document = change.document().apply(Impersonal.of(change.data()));
        return new AuditEvent(change, number, actor.id(), document);
    }

    private void write(List<AuditEvent> entries, String subject) {
        entries.forEach(entities::persist);
        try {
            entities.flush();
        } catch (PersistenceException refused) {
            throw refused instanceof ConstraintViolationException
                            || refused.getCause() instanceof ConstraintViolationException
                    ? new OptimisticLockException(subject + " was changed at the same time", refused)
                    : refused;
        }
        // Nobody changes them any more, and there may be many until the transaction ends.
        entries.forEach(entities::detach);
    }

    /**
     * The answer to {@code GET /{aggregate}/{id}/events}, for administrators: oldest first unless they ask otherwise, a
     * page at a time.
     *
     * @throws ProblemException 404 for a subject to which nothing ever happened
     */
    @Transactional
    public Response answer(UUID subject, AuditQuery query) {
        Page<AuditEvent> found = query.read(entities, subject.toString());
        if (found.items().isEmpty() && last(subject.toString()) == 0) {
            throw ProblemException.notFound("The subject of events");
        }
        return found.answer(AuditEvent::view);
    }

    private long last(String subject) {
        Long last = entities.createQuery(
                        "select max(a.number) from AuditEvent a where a.subject = :subject", Long.class)
                .setParameter("subject", subject)
                .getSingleResult();
        return Objects.requireNonNullElse(last, 0L);
    }

    private Map<String, Long> last(List<String> subjects) {
        @SuppressWarnings("unchecked") // JPA gives native queries no type
        List<Object[]> found = entities.createNamedQuery(AuditEvent.LATEST)
                .setParameter("subjects", subjects.toArray(String[]::new))
                .getResultList();
        return found.stream().collect(Collectors.toMap(row -> (String) row[0], row -> (Long) row[1]));
    }
}
