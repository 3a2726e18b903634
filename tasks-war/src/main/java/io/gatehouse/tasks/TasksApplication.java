package io.gatehouse.tasks;

import io.gatehouse.kernel.application.ServiceApplication;
import io.gatehouse.kernel.identity.Caller;
import io.gatehouse.tasks.category.CategoriesResource;
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
@OpenAPIDefinition(info = @Info(title = "Tasks", version = "1"))
public class TasksApplication extends ServiceApplication {
    public TasksApplication() {
        super(TasksResource.class, CategoriesResource.class);
    }
}
