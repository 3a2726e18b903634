package io.gatehouse.kernel.trace;

import io.opentelemetry.api.trace.SpanContext;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/** Lets a request be worked on where its {@code traceparent} says. */
public final class TraceFilter implements Filter {
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String header = request instanceof HttpServletRequest http ? http.getHeader(Trace.PARENT) : null;
        SpanContext before = Trace.enter(Trace.parse(header));
        try {
            chain.doFilter(request, response);
        } finally {
            Trace.enter(before);
        }
    }
}
