package io.gatehouse.tasks;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;

/** The persistence unit of the WAR outside a server: the same migrations and mappings, with transactions of its own. */
public final class Database implements AutoCloseable {
    private final EntityManagerFactory factory;

    public Database(DataSource dataSource) {
        factory = Persistence.createEntityManagerFactory(
                "tasks",
                Map.of(
                        "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
                        "jakarta.persistence.nonJtaDataSource", dataSource,
                        "jakarta.persistence.validation.mode", "none",
                        "hibernate.generate_statistics", "true",
                        "hibernate.session.events.log", "false"));
    }

    public <T> T inTransaction(Function<EntityManager, T> work) {
        try (EntityManager entities = factory.createEntityManager()) {
            entities.getTransaction().begin();
            try {
                T result = work.apply(entities);
                entities.getTransaction().commit();
                return result;
            } finally {
                if (entities.getTransaction().isActive()) {
                    entities.getTransaction().rollback();
                }
            }
        }
    }

    /** The same for work without a result. */
    public void run(Consumer<EntityManager> work) {
        inTransaction(entities -> {
            work.accept(entities);
            return true;
        });
    }

    /** How many statements the work prepares, its commit included. */
    public long statements(Consumer<EntityManager> work) {
        Statistics statistics = factory.unwrap(SessionFactory.class).getStatistics();
        statistics.clear();
        run(work);
        return statistics.getPrepareStatementCount();
    }

    @Override
    public void close() {
        factory.close();
    }
}
