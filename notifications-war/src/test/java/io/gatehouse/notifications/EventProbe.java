package io.gatehouse.notifications;

import io.gatehouse.kernel.testing.Probe;
import jakarta.annotation.Resource;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import javax.sql.DataSource;

/**
 * Publishes what a test posts, from inside the server where the broker is, lets the application be deployed anew, and
 * tells what the database there was asked.
 */
@WebServlet("/probe")
public class EventProbe extends Probe {
    private static final long serialVersionUID = 1L;

    @Resource(lookup = "jdbc/gatehouse-notifications")
    private transient DataSource database;

    @Override
    protected DataSource database() {
        return database;
    }

    @Override
    protected String topic(String event) {
        return "user.events";
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
