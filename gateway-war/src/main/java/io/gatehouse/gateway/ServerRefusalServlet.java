package io.gatehouse.gateway;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Response;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Where the server sends what it refuses before the gateway sees it ({@code /WEB-INF}), so that its pages are never seen. */
final class ServerRefusalServlet extends HttpServlet {
    private final transient Gateway gateway;

    ServerRefusalServlet(Gateway gateway) {
        this.gateway = gateway;
    }

    @Override
    protected void service(HttpServletRequest servletRequest, HttpServletResponse servletResponse) throws IOException {
        // No route leads to this address, so the answer is here at once.
        Response response = gateway.answer(ClientRequest.of(servletRequest, gateway::match))
                .toCompletableFuture()
                .join();
        servletResponse.setStatus(response.status());
        response.headers().forEach(servletResponse::setHeader);
        if (response.body() instanceof Body.Bytes bytes) {
            servletResponse.getOutputStream().write(bytes.content());
        }
    }
}
