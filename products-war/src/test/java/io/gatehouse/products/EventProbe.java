package io.gatehouse.products;

import io.gatehouse.kernel.testing.Probe;
import jakarta.annotation.Resource;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Publishes what a test posts, from inside the server where the broker is, lets the time of a reservation pass, and tells
 * what the database there was asked.
 */
@WebServlet("/probe")
public class EventProbe extends Probe {
    private static final long serialVersionUID = 1L;

    @Resource(lookup = "jdbc/gatehouse-products")
    private transient DataSource database;

    @Override
    protected DataSource database() {
        return database;
    }

    @Override
    protected String topic(String event) {
        return "order.events";
    }

    /** What is held for the order with this id has been held too long. */
    @Override
    protected void doDelete(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try (Connection connection = database.getConnection();
                PreparedStatement age = connection.prepareStatement(
                        "update reservation set expires_at = decided_at where order_id = ?")) {
            age.setObject(1, UUID.fromString(request.getParameter("order")));
            age.executeUpdate();
        } catch (SQLException failed) {
            throw new IOException(failed);
        }
    }
}
