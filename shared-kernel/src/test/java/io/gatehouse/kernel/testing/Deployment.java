package io.gatehouse.kernel.testing;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import java.lang.reflect.Proxy;

/** What listeners are told when an application starts. */
public final class Deployment {
    /** Of an application of which nothing can be asked. */
    public static final ServletContextEvent STARTED = new ServletContextEvent((ServletContext) Proxy.newProxyInstance(
            Deployment.class.getClassLoader(), new Class<?>[] {ServletContext.class}, (proxy, method, arguments) -> {
                throw new UnsupportedOperationException(method.getName());
            }));

    private Deployment() {}
}
