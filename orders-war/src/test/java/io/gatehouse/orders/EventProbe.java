package io.gatehouse.orders;

import io.gatehouse.kernel.event.CloudEvent;
import io.gatehouse.kernel.testing.Probe;
import jakarta.annotation.Resource;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Publishes what a test posts, from inside the server where the broker is: on the topic of the service it came from. And
 * tells what the database there was asked, and lets time pass there.
 */
@WebServlet("/probe")
public class EventProbe extends Probe {
    private static final long serialVersionUID = 1L;

    @Resource(lookup = "jdbc/gatehouse-orders")
    private transient DataSource database;

    @Override
    protected DataSource database() {
        return database;
    }

    /** Makes the orders that are open ten minutes older: they have waited for as long as they may then. */
    @Override
    protected void doPut(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try (java.sql.Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("update customer_order set created_at = created_at - interval '10' minute"
                    + " where status = 'PLACED'");
        } catch (SQLException failed) {
            throw new IOException(failed);
        }
    }

    @Override
    protected String topic(String event) {
        return CloudEvent.parse(event).source().equals("/users") ? "user.events" : "product.events";
    }
}
