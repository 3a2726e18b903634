package io.gatehouse.users;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import jakarta.persistence.Persistence;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.jspecify.annotations.Nullable;

/**
 * The persistence unit of the WAR outside a server: the same migrations and mappings. {@link #entities} is one entity
 * manager for all beans under test, which is that of the current thread's transaction, as in a container.
 */
public final class UsersDatabase implements AutoCloseable {
    private static final ThreadLocal<@Nullable EntityManager> CURRENT = new ThreadLocal<>();

    private final EntityManagerFactory factory;

    public UsersDatabase(DataSource dataSource) {
        factory = Persistence.createEntityManagerFactory(
                "users",
                Map.of(
                        "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
                        "jakarta.persistence.nonJtaDataSource", dataSource,
                        "jakarta.persistence.validation.mode", "none",
                        "hibernate.generate_statistics", "true",
                        "hibernate.session.events.log", "false"));
    }

    /** What the container would inject. */
    public EntityManager entities() {
        return (EntityManager) Proxy.newProxyInstance(
                UsersDatabase.class.getClassLoader(),
                new Class<?>[] {EntityManager.class},
                (proxy, method, arguments) -> {
                    EntityManager entities = CURRENT.get();
                    if (entities == null) {
                        throw new IllegalStateException("no transaction: " + method.getName());
                    }
                    try {
                        return method.invoke(entities, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    public void run(Runnable work) {
        call(() -> {
            work.run();
            return true;
        });
    }

    /** Commits, or rolls back what throws; inside another call it joins that transaction. */
    public <T> T call(Supplier<T> work) {
        if (CURRENT.get() != null) {
            return work.get();
        }
        try (EntityManager entities = factory.createEntityManager()) {
            CURRENT.set(entities);
            return inTransaction(entities.getTransaction(), work);
        } finally {
            CURRENT.remove();
        }
    }

    private static <T> T inTransaction(EntityTransaction transaction, Supplier<T> work) {
        transaction.begin();
        try {
            T result = work.get();
            transaction.commit();
            return result;
        } finally {
            if (transaction.isActive()) {
                transaction.rollback();
            }
        }
    }

    /** A row in the table of accounts, for what refers to one. */
    public UUID account() {
        UUID id = UUID.randomUUID();
        run(() -> entities()
                .createNativeQuery("insert into account (id, username, username_key, email, password_hash, created_at,"
                        + " version) values (:id, :name, :name, :name, 'hash', current_timestamp, 0)")
                .setParameter("id", id)
                .setParameter("name", id.toString())
                .executeUpdate());
        return id;
    }

    /** How many statements the work sends to the database. */
    public long statements(Runnable work) {
        Statistics statistics = factory.unwrap(SessionFactory.class).getStatistics();
        long before = statistics.getPrepareStatementCount();
        run(work);
        return statistics.getPrepareStatementCount() - before;
    }

    public long count(String entity) {
        return call(() -> entities()
                .createQuery("select count(*) from " + entity, Long.class)
                .getSingleResult());
    }

    @Override
    public void close() {
        factory.close();
    }
}
