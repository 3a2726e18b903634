package io.gatehouse.kernel.persistence;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
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
        ClassLoader classes = Thread.currentThread().getContextClassLoader();
        flyway(classes, dataSource, locations(classes, product(dataSource))).migrate();
    }

    static Flyway flyway(ClassLoader classes, DataSource dataSource, String... locations) {
        FluentConfiguration configuration = Flyway.configure(classes)
                .dataSource(dataSource)
                .locations(locations)
                .validateMigrationNaming(true)
                // The kernel and the service count their versions apart: either may bring one below the other's newest.
                .outOfOrder(true)
                // Who starts while another migrates waits for it, however long.
                .lockRetryCount(-1)
                .callbacks(new AsLongAsItTakes());
        if (product(dataSource).equals("postgresql")) {
            // The database ends transactions in which nothing happens: what holds the lock while others migrate is
            // none.
            configuration
                    .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                    .setTransactionalLock(false);
        }
        return configuration.load();
    }

    /** What is the same on every database, and what is special to this one: {@code db/migration-postgresql}. */
    private static String[] locations(ClassLoader classes, String product) {
        return Stream.of("db/kernel", "db/kernel-" + product, "db/migration", "db/migration-" + product)
                .filter(directory -> classes.getResource(directory) != null)
                .map(directory -> "classpath:" + directory)
                .toArray(String[]::new);
    }

    private static String product(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
        } catch (SQLException away) {
            throw new IllegalStateException("the database does not answer: " + away.getMessage(), away);
        }
    }

    /** PostgreSQL lets the URL name a schema (currentSchema) that is not there yet; the current one is then none. */
    static void makeSchema(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            if (connection.getSchema() == null) {
                makeSchema(connection, statement);
            }
        } catch (SQLException refused) {
            throw new IllegalStateException("the schema cannot be made: " + refused.getMessage(), refused);
        }
    }

    /** Of two who make one at once PostgreSQL refuses the second, in spite of "if not exists": by then it is there. */
    private static void makeSchema(Connection connection, Statement statement) throws SQLException {
        String schema = searchPath(statement);
        try {
            statement.execute("create schema if not exists " + statement.enquoteIdentifier(schema, true));
        } catch (SQLException refused) {
            if (connection.getSchema() == null) {
                throw refused;
            }
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
