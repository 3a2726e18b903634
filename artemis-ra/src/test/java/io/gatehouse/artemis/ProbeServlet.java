package io.gatehouse.artemis;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import java.io.IOException;

/** What a test outside the server asks of the sender and the receiver in it. */
@WebServlet("/*")
public class ProbeServlet extends HttpServlet {

    @Inject
    private Sender sender;

    @Resource
    private UserTransaction transaction;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().print(String.join("\n", Receiver.DELIVERIES));
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String text = request.getParameter("text");
        try {
            switch (request.getPathInfo()) {
                case "/commit" -> sender.send(text, true);
                case "/rollback" -> sender.send(text, false);
                case "/suspended" -> sendInsideTransactionThatRollsBack(text);
                case "/halt" -> Runtime.getRuntime().halt(137);
                default -> response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            }
        } catch (JMSException e) {
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE, e.getMessage());
        }
    }

    private void sendInsideTransactionThatRollsBack(String text) throws JMSException {
        try {
            transaction.begin();
            sender.sendWithTheTransactionSuspended(text);
            transaction.rollback();
        } catch (NotSupportedException | SystemException e) {
            throw new IllegalStateException(e);
        }
    }
}
