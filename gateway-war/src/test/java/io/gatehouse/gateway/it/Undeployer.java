package io.gatehouse.gateway.it;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Undeploys the gateway from within the server, where no administrator reaches, or deploys the WAR again that the query names, and tells what the server says to
 * that.
 */
@WebServlet({"/gateway", "/again"})
public class Undeployer extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        if (request.getServletPath().equals("/gateway")) {
            response.getWriter().print("undeploy: " + run("undeploy", "gateway"));
        } else {
            String war = request.getQueryString();
            String[] deployment = {"--name", "gateway", "--virtualservers", "server", "--contextroot", "/", war};
            response.getWriter().print("deploy: " + run("deploy", deployment));
        }
    }

    private static Object run(String command, String... arguments) throws ServletException {
        try {
            Class<?> type = Class.forName("org.glassfish.embeddable.CommandRunner");
            Object runner = Class.forName("org.glassfish.internal.api.Globals")
                    .getMethod("get", Class.class)
                    .invoke(null, type);
            Object result = type.getMethod("run", String.class, String[].class).invoke(runner, command, arguments);
            return Class.forName("org.glassfish.embeddable.CommandResult")
                    .getMethod("getExitStatus")
                    .invoke(result);
        } catch (ReflectiveOperationException unknown) {
            throw new ServletException(unknown);
        }
    }
}
