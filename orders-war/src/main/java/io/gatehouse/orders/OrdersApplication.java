package io.gatehouse.orders;

import io.gatehouse.kernel.application.ServiceApplication;
import io.gatehouse.kernel.identity.Caller;
import io.gatehouse.orders.pricing.ProductsUnavailableMapper;
import jakarta.annotation.security.DeclareRoles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ApplicationPath;
import org.eclipse.microprofile.auth.LoginConfig;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Info;

/** The JAX-RS application of this WAR. It is a bean so that the server finds its LoginConfig. */
@ApplicationScoped
@ApplicationPath("/")
@LoginConfig(authMethod = "MP-JWT")
@DeclareRoles({Caller.USER, Caller.ADMIN})
@OpenAPIDefinition(info = @Info(title = "Orders", version = "1"))
public class OrdersApplication extends ServiceApplication {
    public OrdersApplication() {
        super(OrdersResource.class, ProductsUnavailableMapper.class);
    }
}
