package io.gatehouse.notifications;

import io.gatehouse.kernel.testing.Statements;
import jakarta.annotation.Resource;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Publishes what a test posts, from inside the server where the broker is, lets the application be deployed anew, and
 * tells what the database there was asked.
 */
@WebServlet("/probe")
public class EventProbe extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Resource(lookup = "jms/gatehouse")
    private transient ConnectionFactory connections;

    @Resource(lookup = "jdbc/gatehouse-notifications")
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
            session.createProducer(session.createTopic("user.events")).send(session.createTextMessage(event));
            session.commit();
        } catch (JMSException failed) {
            throw new IOException(failed);
        }
    }

    /** The application in this server ends, and begins again from the WAR that the request names. */
    @Override
    protected void doDelete(HttpServletRequest request, HttpServletResponse response) {
        Object server = server();
        String[] options = {"--name", "notifications", "--contextroot", "notifications", request.getParameter("war")};
        Thread thread = new Thread(() -> command(server, "redeploy", options), "redeployment");
        // That of the application is closed meanwhile.
        thread.setContextClassLoader(server.getClass().getClassLoader());
        thread.start();
        response.setStatus(HttpServletResponse.SC_ACCEPTED);
    }

    /** The server's own interface, which the test knows by name alone. */
    private static Object server() {
        try {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            return CDI.current()
                    .select(Class.forName("fish.payara.micro.PayaraMicroRuntime", true, loader))
                    .get();
        } catch (ClassNotFoundException anotherServer) {
            throw new IllegalStateException(anotherServer);
        }
    }

    private static void command(Object server, String command, String... options) {
        try {
            Method run = server.getClass().getMethod("run", String.class, String[].class);
            Object result = run.invoke(server, command, options);
            System.getLogger(EventProbe.class.getName()).log(System.Logger.Level.INFO, String.valueOf(result));
        } catch (ReflectiveOperationException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
