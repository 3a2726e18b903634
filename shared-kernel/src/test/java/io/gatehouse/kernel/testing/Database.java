package io.gatehouse.kernel.testing;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.cfg.Configuration;

/** A database with the kernel's schema, outside a server. */
public final class Database implements AutoCloseable {
    private final EntityManagerFactory factory;

    public Database(DataSource dataSource, Class<?>... entities) {
        Configuration configuration = new Configuration();
        for (Class<?> entity : entities) {
            configuration.addAnnotatedClass(entity);
        }
        configuration
                .getProperties()
                .putAll(Map.of(
                        AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, dataSource,
                        AvailableSettings.JAKARTA_VALIDATION_MODE, "none",
                        AvailableSettings.TIMEZONE_DEFAULT_STORAGE, "NORMALIZE_UTC"));
        factory = configuration.buildSessionFactory();
    }

    /** Commits what the work does, or rolls it back when the work throws. */
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

    @Override
    public void close() {
        factory.close();
    }
}
