package io.gatehouse.kernel.persistence;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;

/**
 * Brings the schema to the newest version while Hibernate starts, before it validates the schema: the entity manager
 * factory is made at deployment, earlier than any bean or listener of the application.
 */
public final class FlywayIntegrator implements Integrator {
    @Override
    public void integrate(Metadata metadata, BootstrapContext bootstrap, SessionFactoryImplementor sessionFactory) {
        DataSource dataSource = sessionFactory
                .getServiceRegistry()
                .requireService(ConnectionProvider.class)
                .unwrap(DataSource.class);
        makeSchema(dataSource);
        Flyway.configure(Thread.currentThread().getContextClassLoader())
                .dataSource(dataSource)
                .locations("classpath:db/kernel", "classpath:db/migration")
                .validateMigrationNaming(true)
                .load()
                .migrate();
    }

    /** PostgreSQL lets the URL name a schema (currentSchema) that is not there yet; the current one is then none. */
    private static void makeSchema(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            if (connection.getSchema() == null) {
                String schema = searchPath(statement);
                statement.execute("create schema if not exists " + statement.enquoteIdentifier(schema, true));
            }
        } catch (SQLException refused) {
            throw new IllegalStateException("the schema cannot be made: " + refused.getMessage(), refused);
        }
    }

    private static String searchPath(Statement statement) throws SQLException {
        try (ResultSet path = statement.executeQuery("show search_path")) {
            path.next();
            return path.getString(1);
        }
    }

    @Override
    public void disintegrate(SessionFactoryImplementor sessionFactory, SessionFactoryServiceRegistry services) {
        // Nothing is held: the data source belongs to the server.
    }
}
