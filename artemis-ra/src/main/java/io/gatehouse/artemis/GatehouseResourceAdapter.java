package io.gatehouse.artemis;

import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ResourceAdapterInternalException;
import java.net.URI;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMConnectorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnectorFactory;
import org.apache.activemq.artemis.ra.ActiveMQResourceAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Artemis's resource adapter, configured by the environment: {@code GATEHOUSE_BROKER_URL}, {@code _USER} and
 * {@code _PASSWORD} name a broker; without a URL it runs one inside the server, with its journal in
 * {@code GATEHOUSE_BROKER_DATA}.
 */
public final class GatehouseResourceAdapter extends ActiveMQResourceAdapter {

    private static final long RETRY_MILLIS = 500;

    private transient @Nullable EmbeddedBroker broker;

    @Override
    public void start(BootstrapContext context) throws ResourceAdapterInternalException {
        BrokerSettings settings = BrokerSettings.from(System::getenv);
        // Consumers wait for the broker as long as it takes, before the first connection and after a lost one.
        setSetupAttempts(-1);
        setSetupInterval(RETRY_MILLIS);
        setReconnectAttempts(-1);
        setRetryInterval(RETRY_MILLIS);
        setUseAutoRecovery(false);
        if (settings.url() == null) {
            broker = EmbeddedBroker.inside(settings.data());
            setConnectorClassName(InVMConnectorFactory.class.getName());
            setConnectionParameters("serverId=0");
        } else {
            connectTo(settings.url(), settings);
        }
        super.start(context);
    }

    private void connectTo(URI url, BrokerSettings settings) {
        setConnectorClassName(NettyConnectorFactory.class.getName());
        String options = url.getQuery() == null ? "" : ";" + url.getQuery().replace('&', ';');
        setConnectionParameters("host=" + url.getHost() + ";port=" + url.getPort() + options);
        if (settings.user() != null && settings.password() != null) {
            setUserName(settings.user());
            setPassword(settings.password());
        }
    }

    @Override
    public void stop() {
        super.stop();
        EmbeddedBroker running = broker;
        if (running != null) {
            running.close();
        }
    }
}
