package io.gatehouse.products;

import io.gatehouse.kernel.testing.Statements;
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

/**
 * Publishes what a test posts, from inside the server where the broker is, lets the time of a reservation pass, and tells
 * what the database there was asked.
 */
@WebServlet("/probe")
public class EventProbe extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Resource(lookup = "jms/gatehouse")
    private transient ConnectionFactory connections;

    @Resource(lookup = "jdbc/gatehouse-products")
    private transient DataSource database;

    /** The statements since the last time, a line for each. */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        try (java.sql.Connection connection = database.getConnection()) {
            for (String asked : Statements.sinceTheLastTime(connection)) {
                response.getWriter().println(asked);
            }
        } catch (SQLException failed) {
            throw new IOException(failed);
        }
    }

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
