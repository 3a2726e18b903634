package io.gatehouse.artemis;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.deployers.impl.FileConfigurationParser;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;

/** A running broker as {@code broker.xml} describes it, with a persistent journal. */
final class EmbeddedBroker implements AutoCloseable {

    private static final String ROLE = "gatehouse";

    private final EmbeddedActiveMQ server;

    private EmbeddedBroker(EmbeddedActiveMQ server) {
        this.server = server;
    }

    /** Starts a broker that only this process can reach. */
    static EmbeddedBroker inside(Path data) {
        return start(configuration(data, "vm://0").setSecurityEnabled(false), new ActiveMQJAASSecurityManager());
    }

    /** Starts a broker that listens on the address and lets in one user. */
    static EmbeddedBroker listening(Path data, URI address, String user, String password) {
        SecurityConfiguration users = new SecurityConfiguration();
        users.addUser(user, password);
        users.addRole(user, ROLE);
        return start(
                configuration(data, address + "?protocols=CORE"),
                new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users));
    }

    private static EmbeddedBroker start(Configuration configuration, ActiveMQJAASSecurityManager security) {
        EmbeddedActiveMQ server =
                new EmbeddedActiveMQ().setConfiguration(configuration).setSecurityManager(security);
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("The broker does not start: " + e.getMessage(), e);
        }
        return new EmbeddedBroker(server);
    }

    private static Configuration configuration(Path data, String acceptor) {
        try (InputStream xml = EmbeddedBroker.class.getResourceAsStream("/broker.xml")) {
            return new FileConfigurationParser()
                    .parseMainConfig(xml)
                    .setJournalDirectory(data.resolve("journal").toString())
                    .setBindingsDirectory(data.resolve("bindings").toString())
                    .setLargeMessagesDirectory(data.resolve("large-messages").toString())
                    .setPagingDirectory(data.resolve("paging").toString())
                    .addAcceptorConfiguration("gatehouse", acceptor);
        } catch (IOException e) {
            throw new IllegalStateException("broker.xml cannot be read", e);
        } catch (Exception e) {
            throw new IllegalStateException("broker.xml is not a valid configuration: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The broker does not stop", e);
        }
    }
}
