package io.gatehouse.kernel.event;

import io.gatehouse.kernel.application.ServiceApplication;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ApplicationPath;
import org.eclipse.microprofile.auth.LoginConfig;

/** Makes a service of the WAR under test. */
@ApplicationScoped
@ApplicationPath("/")
@LoginConfig(authMethod = "MP-JWT")
public class EventProbeApplication extends ServiceApplication {}
