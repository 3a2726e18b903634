package io.gatehouse.products;

import jakarta.annotation.Resource;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/** Publishes what a test posts, from inside the server where the broker is, and lets the time of a reservation pass. */
@WebServlet("/probe")
public class EventProbe extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Resource(lookup = "jms/gatehouse")
    private transient ConnectionFactory connections;

    @Resource(lookup = "jdbc/gatehouse-products")
    private transient DataSource database;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String event = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try (Connection connection = connections.createConnection();
                Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
            session.createProducer(session.createTopic("order.events")).send(session.createTextMessage(event));
            session.commit();
        } catch (JMSException failed) {
            throw new IOException(failed);
        }
    }

    /** What is held for the order with this id has been held too long. */
    @Override
    protected void doDelete(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try (java.sql.Connection connection = database.getConnection();
                PreparedStatement age = connection.prepareStatement(
                        "update reservation set expires_at = decided_at where order_id = ?")) {
            age.setObject(1, UUID.fromString(request.getParameter("order")));
            age.executeUpdate();
        } catch (SQLException failed) {
            throw new IOException(failed);
        }
    }
}
