package io.gatehouse.products;

import io.gatehouse.kernel.application.ServiceApplication;
import io.gatehouse.kernel.identity.Caller;
import io.gatehouse.products.category.CategoriesResource;
import io.gatehouse.products.stock.StockResource;
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
@OpenAPIDefinition(info = @Info(title = "Products", version = "1"))
public class ProductsApplication extends ServiceApplication {
    public ProductsApplication() {
        super(ProductsResource.class, CategoriesResource.class, StockResource.class);
    }
}
