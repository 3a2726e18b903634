package io.gatehouse.system;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** A database for each service, and for each a user with a password of its own who may not so much as look into the others. */
final class ServiceDatabases {
    private static final String USER = "gatehouse_{service}";

    private final OutsideDatabase server;
    private final Map<String, String> passwords = new HashMap<>();

    ServiceDatabases(OutsideDatabase server) throws IOException {
        this.server = server;
        for (String service : Events.SERVICES) {
            String password = UUID.randomUUID().toString();
            passwords.put(service, password);
            server.change("create role " + userOf(service) + " login password '" + password + "'");
            server.change("create database " + service + " owner " + userOf(service));
            server.change("revoke connect on database " + service + " from public");
        }
        server.demandPasswords();
    }

    static String userOf(String service) {
        return USER.replace("{service}", service);
    }

    /** How the product is told of them. */
    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("GATEHOUSE_DB_URL", server.url("{service}"));
        environment.put("GATEHOUSE_DB_USER", USER);
        passwords.forEach((service, password) ->
                environment.put("GATEHOUSE_DB_PASSWORD_" + service.toUpperCase(Locale.ROOT), password));
        return environment;
    }

    /** As the user of a service, to the database of the same or another one. */
    Connection connect(String service, String database) throws SQLException {
        return DriverManager.getConnection(server.url(database), userOf(service), passwords.get(service));
    }

    void change(String service, String statement) {
        try (Connection connection = connect(service, service);
                Statement change = connection.createStatement()) {
            change.execute(statement);
        } catch (SQLException failed) {
            throw new IllegalStateException(statement, failed);
        }
    }

    /** The first column of what its own user finds in the database of a service. */
    List<String> texts(String service, String query) {
        try (Connection connection = connect(service, service)) {
            return OutsideDatabase.texts(connection, query);
        } catch (SQLException failed) {
            throw new IllegalStateException(query, failed);
        }
    }
}
