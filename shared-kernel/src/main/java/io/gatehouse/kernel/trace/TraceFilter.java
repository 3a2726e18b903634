package io.gatehouse.kernel.trace;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/** Lets a request be worked on where its {@code traceparent} says; a server that records spans goes on from there. */
public final class TraceFilter implements Filter {
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Scope here = position(request).makeCurrent();
        try {
            chain.doFilter(request, response);
        } finally {
            here.close();
        }
    }

    private static Context position(ServletRequest request) {
        boolean known = Trace.id() != null;
        return known || !(request instanceof HttpServletRequest http)
                ? Context.current()
                : Trace.at(http.getHeader(Trace.PARENT));
    }
}
