package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;

/** A broker that is not the product's own, in a process that the test starts and stops. */
final class OutsideBroker {
    static final String USER = "outside";

    private final Path data;
    private final int port;
    private final String password;
    private @Nullable Process process;

    OutsideBroker(Path data, int port, String password) {
        this.data = data;
        this.port = port;
        this.password = password;
    }

    String password() {
        return password;
    }

    void start() throws IOException {
        Path jars = Path.of(System.getProperty("gatehouse.home"), "server-config/target/distribution/broker/*");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-Xmx128m",
                        "-cp",
                        jars.toString(),
                        "io.gatehouse.artemis.BrokerProcess")
                .redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "GATEHOUSE_BROKER_URL",
                        "tcp://127.0.0.1:" + port,
                        "GATEHOUSE_BROKER_USER",
                        USER,
                        "GATEHOUSE_BROKER_PASSWORD",
                        password,
                        "GATEHOUSE_BROKER_DATA",
                        data.toString()));
        Process started = builder.start();
        process = started;
        BufferedReader lines = started.inputReader();
        String line = lines.readLine();
        while (line != null && !line.contains("Broker ready")) {
            line = lines.readLine();
        }
        if (line == null) {
            throw new IOException("the broker ended at its start");
        }
        Thread drain = new Thread(() -> lines.lines().forEach(ignored -> {}), "output of the broker");
        drain.setDaemon(true);
        drain.start();
    }

    void stop() {
        if (process != null) {
            process.destroy();
            process.onExit().join();
        }
    }

    /** From now on it answers nobody, and hangs up on nobody either. */
    void freeze() {
        signal("STOP");
    }

    /** Goes on where it was frozen. */
    void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            String pid = String.valueOf(Objects.requireNonNull(process).pid());
            int code = new ProcessBuilder("kill", "-" + name, pid)
                    .inheritIO()
                    .start()
                    .waitFor();
            assertThat(code).isZero();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Sends to a topic what anybody may send who is let in. */
    void publish(String topic, String text) {
        try (ActiveMQConnectionFactory factory =
                        new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port, USER, password);
                JMSContext context = factory.createContext()) {
            context.createProducer().send(context.createTopic(topic), text);
        }
    }
}
