package io.gatehouse.gateway;

import io.gatehouse.gateway.admin.Attempt;
import io.gatehouse.gateway.admin.ReloadLog;
import io.gatehouse.gateway.admin.Reloads;
import io.gatehouse.gateway.config.ConfigException;
import io.gatehouse.gateway.config.ConfigSource;
import io.gatehouse.gateway.telemetry.Figures;
import io.gatehouse.gateway.telemetry.ListenerFigures;
import io.gatehouse.gateway.telemetry.ReloadCounters;
import io.gatehouse.gateway.telemetry.UpstreamMetrics;
import io.gatehouse.gateway.wire.StrictListeners;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.annotation.WebListener;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.jspecify.annotations.Nullable;

/** Reads the configuration and puts the gateway into the server; a configuration with a mistake keeps it from being deployed. */
@WebListener
public class GatewayStart implements ServletContextListener {
    private static final Logger LOG = System.getLogger(GatewayStart.class.getName());
    private static final String BUILT_IN = "/WEB-INF/routes.yaml";

    @Inject
    private MetricRegistry metrics;

    private @Nullable Gateway gateway;
    private @Nullable ServerShutdown shutdown;
    private @Nullable StrictListeners listeners;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        Config config = ConfigProvider.getConfig();
        String file = config.getOptionalValue("gatehouse.gateway.config", String.class)
                .orElse(null);
        try {
            ConfigSource source = file == null
                    ? ConfigSource.builtIn("routes.yaml", () -> builtIn(context))
                    : ConfigSource.of(Path.of(file));
            Reloads reloads = new Reloads(
                    source,
                    name -> config.getOptionalValue(name, String.class),
                    InstantSource.system(),
                    List.of(new ReloadLog(source.name()), counting(new ReloadCounters(metrics))));
            Gateway started = new Gateway(reloads, new Figures(metrics));
            gateway = started;
            started.eachSecond(new UpstreamMetrics(metrics)::update);
            OwnClasses.load(context, GatewayStart.class.getClassLoader());
            shutdown = ServerShutdown.before(() -> started.drain(true));
            ServletRegistration.Dynamic servlet = context.addServlet("gateway", new GatewayServlet(started));
            servlet.addMapping("/*");
            servlet.setAsyncSupported(true);
            context.addServlet("refusals", new ServerRefusalServlet(started)).addMapping("/.refusal");
            listeners = strictListeners(config, new ListenerFigures(metrics), started);
        } catch (ConfigException mistakes) {
            mistakes.errors().forEach(line -> LOG.log(Level.ERROR, line));
            throw new IllegalStateException(
                    "the gateway does not start: its configuration has "
                            + mistakes.errors().size() + " mistake(s), listed above, the first "
                            + mistakes.errors().get(0),
                    mistakes);
        } catch (IOException unusable) {
            LOG.log(Level.ERROR, "the gateway does not start: " + unusable);
            throw new IllegalStateException("the gateway does not start: " + unusable, unusable);
        }
    }

    /** Those that there are, and within a second those that the server begins to listen with later. */
    private static @Nullable StrictListeners strictListeners(Config config, ListenerFigures figures, Gateway started) {
        if (!config.getOptionalValue("gatehouse.gateway.strict", Boolean.class).orElse(true)) {
            return null;
        }
        try {
            StrictListeners strict = new StrictListeners(figures::refused);
            figures.strict(strict.install());
            started.eachSecond(upstreams -> figures.strict(strict.install()));
            return strict;
        } catch (LinkageError otherwise) {
            LOG.log(Level.WARNING, "the listeners of this server are made otherwise: they read as they do", otherwise);
            return null;
        }
    }

    private static InputStream builtIn(ServletContext context) throws IOException {
        InputStream text = context.getResourceAsStream(BUILT_IN);
        if (text == null) {
            throw new FileNotFoundException(BUILT_IN);
        }
        return text;
    }

    private static Consumer<Attempt> counting(ReloadCounters counters) {
        return attempt -> {
            counters.attempted(attempt.outcome().name());
            if (attempt.outcome() == Attempt.Outcome.APPLIED) {
                counters.applied(attempt.at());
            }
        };
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        try {
            if (shutdown != null) {
                shutdown.close();
            }
            if (gateway != null) {
                // Undeployed, with the server going on: no new request comes here any more.
                gateway.drain(false);
                gateway.close();
            }
        } finally {
            if (listeners != null) {
                listeners.close();
            }
        }
    }
}
