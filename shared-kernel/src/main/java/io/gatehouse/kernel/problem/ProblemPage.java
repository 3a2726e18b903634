package io.gatehouse.kernel.problem;

import io.gatehouse.kernel.json.Json;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;

/** The error page of a service: what the container refuses before JAX-RS sees it is a problem document as well. */
public final class ProblemPage extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        Problem problem =
                Problems.ofStatus(status instanceof Integer code ? code : Response.Status.NOT_FOUND.getStatusCode());
        String requestId = request.getHeader(Problems.REQUEST_ID);
        response.setStatus(problem.status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.getOutputStream()
                .write(Json.STRICT.writeValueAsBytes(requestId == null ? problem : problem.inRequest(requestId)));
    }
}
