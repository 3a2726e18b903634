package io.gatehouse.kernel.testing;

import jakarta.annotation.Resource;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Publishes what a test posts, from inside the server where the broker is, and tells what the database there was asked. */
public abstract class Probe extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Resource(lookup = "jms/gatehouse")
    private transient ConnectionFactory connections;

    /** The service's own. */
    protected abstract DataSource database();

    /** Where an event is published, by its document. */
    protected abstract String topic(String event);

    /** The statements since the last time, a line for each. */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        try (java.sql.Connection connection = database().getConnection()) {
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
            session.createProducer(session.createTopic(topic(event))).send(session.createTextMessage(event));
            session.commit();
        } catch (JMSException failed) {
            throw new IOException(failed);
        }
    }
}
