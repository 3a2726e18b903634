package io.gatehouse.notifications;

import io.gatehouse.kernel.application.ServiceApplication;
import io.gatehouse.kernel.identity.Caller;
import io.gatehouse.notifications.feed.StreamResource;
import io.gatehouse.notifications.mail.MailsResource;
import io.gatehouse.notifications.notification.NotificationsResource;
import io.gatehouse.notifications.template.TemplatesResource;
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
@OpenAPIDefinition(info = @Info(title = "Notifications", version = "1"))
public class NotificationsApplication extends ServiceApplication {
    public NotificationsApplication() {
        super(NotificationsResource.class, MailsResource.class, StreamResource.class, TemplatesResource.class);
    }
}
