package io.gatehouse.orders;

import io.gatehouse.kernel.event.CloudEvent;
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
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Publishes what a test posts, from inside the server where the broker is: on the topic of the service it came from. And
 * tells what the database there was asked, and lets time pass there.
 */
@WebServlet("/probe")
public class EventProbe extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Resource(lookup = "jms/gatehouse")
    private transient ConnectionFactory connections;

    @Resource(lookup = "jdbc/gatehouse-orders")
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

    /** Makes the orders that are open a minute older: they have waited for as long as they may then. */
    @Override
    protected void doPut(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try (java.sql.Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("update customer_order set created_at = created_at - interval '1' minute"
                    + " where status = 'PLACED'");
        } catch (SQLException failed) {
            throw new IOException(failed);
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String event = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String topic = CloudEvent.parse(event).source().equals("/users") ? "user.events" : "product.events";
        try (Connection connection = connections.createConnection();
                Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
            session.createProducer(session.createTopic(topic)).send(session.createTextMessage(event));
            session.commit();
        } catch (JMSException failed) {
            throw new IOException(failed);
        }
    }
}
