package io.gatehouse.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
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
}
