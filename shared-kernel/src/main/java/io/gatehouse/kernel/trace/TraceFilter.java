package io.gatehouse.kernel.trace;

import io.opentelemetry.api.trace.SpanContext;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Lets a request be worked on where its {@code traceparent} says, under the id that it has. */
public final class TraceFilter implements Filter {
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        SpanContext trace = Trace.enter(Trace.parse(header(request, Trace.PARENT)));
        String id = RequestId.enter(header(request, RequestId.HEADER));
        try {
            chain.doFilter(request, response);
        } finally {
            Trace.enter(trace);
            RequestId.enter(id);
        }
    }

    private static @Nullable String header(ServletRequest request, String name) {
        return request instanceof HttpServletRequest http ? http.getHeader(name) : null;
    }
}
