package io.gatehouse.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An application server as a process. */
final class PayaraMicro {

    private final Installation installation;
    private final int port;
    private final Jvm jvm;
    private final Map<String, String> environment;

    PayaraMicro(Installation installation, String name, int port, int megabytes, Collector collector) {
        this.installation = installation;
        this.port = port;
        this.jvm = new Jvm(installation, name, megabytes, collector);
        this.environment = new LinkedHashMap<>(installation.addresses());
    }

    PayaraMicro withEnvironment(Map<String, String> more) {
        environment.putAll(more);
        return this;
    }

    /** Writes the files that the server reads and returns how to start it. */
    ProcessSpec boot(BootFile before, BootFile after) throws IOException {
        Path directory = jvm.scratch();
        Distribution distribution = installation.distribution();
        List<String> command = jvm.run(
                // No readiness check yet means not ready.
                "-Dmp.health.default.readiness.empty.response=DOWN",
                // The fetch of a key set has no time-out of its own.
                "-Dsun.net.client.defaultConnectTimeout=2000",
                "-Dsun.net.client.defaultReadTimeout=5000",
                "-jar",
                distribution.server().toString(),
                "--nocluster",
                "--disablephonehome",
                "--port",
                Integer.toString(port),
                "--addlibs",
                distribution.libraries().toString(),
                "--logproperties",
                directory.resolve("logging.properties").toString(),
                "--prebootcommandfile",
                directory.resolve("pre-boot.txt").toString(),
                "--postbootcommandfile",
                directory.resolve("post-boot.txt").toString());
        PrivateFiles.write(directory.resolve("logging.properties"), BootFile.resource("logging.properties"));
        PrivateFiles.write(directory.resolve("pre-boot.txt"), before.toString());
        PrivateFiles.write(directory.resolve("post-boot.txt"), after.toString());
        return new ProcessSpec(jvm.name(), command, environment);
    }
}
