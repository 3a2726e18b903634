package io.gatehouse.artemis;

import java.io.IOException;
import java.io.InputStream;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/**
 * The broker as a process of its own: listens at {@code GATEHOUSE_BROKER_URL}, lets in the one user of
 * {@code GATEHOUSE_BROKER_USER} and {@code _PASSWORD}, keeps its journal in {@code GATEHOUSE_BROKER_DATA}.
 */
public final class BrokerProcess {

    private BrokerProcess() {}

    /** Runs until the process is told to end, and then closes the journal. */
    public static void main(String[] arguments) throws IOException {
        try (InputStream logging = BrokerProcess.class.getResourceAsStream("/broker-logging.properties")) {
            LogManager.getLogManager().readConfiguration(logging);
        }
        BrokerSettings settings = BrokerSettings.from(System::getenv);
        if (settings.user() == null || settings.password() == null) {
            throw new IllegalArgumentException("GATEHOUSE_BROKER_USER and GATEHOUSE_BROKER_PASSWORD must be set");
        }
        EmbeddedBroker broker =
                EmbeddedBroker.listening(settings.data(), settings.address(), settings.user(), settings.password());
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "broker-stop"));
        Logger.getLogger(BrokerProcess.class.getName()).info(() -> "Broker ready at " + settings.address());
    }
}
