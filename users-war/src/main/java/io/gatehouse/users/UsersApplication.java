package io.gatehouse.users;

import io.gatehouse.kernel.application.ServiceApplication;
import io.gatehouse.kernel.identity.Caller;
import io.gatehouse.users.account.AccessResource;
import io.gatehouse.users.account.ProfileResource;
import io.gatehouse.users.account.UserResource;
import io.gatehouse.users.account.UsersResource;
import io.gatehouse.users.lockout.LockedOutMapper;
import io.gatehouse.users.login.AuthResource;
import io.gatehouse.users.login.DeletionResource;
import io.gatehouse.users.login.PasswordResource;
import io.gatehouse.users.oauth.ClientsResource;
import io.gatehouse.users.oauth.DiscoveryResource;
import io.gatehouse.users.oauth.OAuthExceptionMapper;
import io.gatehouse.users.oauth.TokenResource;
import io.gatehouse.users.oauth.VerifyResource;
import io.gatehouse.users.signing.JwksResource;
import io.gatehouse.users.signing.KeysResource;
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
@OpenAPIDefinition(info = @Info(title = "Users", version = "1"))
public class UsersApplication extends ServiceApplication {
    public UsersApplication() {
        super(
                UsersResource.class,
                UserResource.class,
                AccessResource.class,
                ProfileResource.class,
                AuthResource.class,
                PasswordResource.class,
                DeletionResource.class,
                TokenResource.class,
                VerifyResource.class,
                DiscoveryResource.class,
                ClientsResource.class,
                JwksResource.class,
                KeysResource.class,
                LockedOutMapper.class,
                OAuthExceptionMapper.class);
    }
}
