package io.gatehouse.launcher;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which processes there are: groups in the order of their start, each group ends before the one ahead of it does. */
final class Plan {

    private static final int TOGETHER_MEGABYTES = 768;
    // Some 80 KB for each of thousands of requests that wait: their own, and those of their two connections.
    private static final int GATEWAY_MEGABYTES = 512;
    private static final int SERVICE_MEGABYTES = 256;
    private static final int BROKER_MEGABYTES = 128;

    /** The gateway never blocks a thread: more than keep the processors busy only wake each other. */
    private static final String GATEWAY_THREADS =
            Integer.toString(Math.max(3, Runtime.getRuntime().availableProcessors() + 1));

    /** The services block theirs, on their databases. */
    private static final String SERVICE_THREADS = "16";

    private final Installation installation;
    private final Ports ports;

    Plan(Installation installation) {
        this.installation = installation;
        this.ports = installation.ports();
    }

    List<List<ProcessSpec>> groups() throws IOException {
        if (!ports.apart()) {
            return List.of(List.of(together()));
        }
        List<List<ProcessSpec>> groups = new ArrayList<>();
        if (installation.broker().ownProcess()) {
            groups.add(List.of(brokerProcess()));
        }
        List<ProcessSpec> services = new ArrayList<>();
        for (Application service : Application.SERVICES) {
            services.add(serviceAlone(service));
        }
        groups.add(services);
        groups.add(List.of(gatewayAlone()));
        return groups;
    }

    private ProcessSpec together() throws IOException {
        BootFile before = publicListener(ports.host(), GATEWAY_THREADS).add("internal-listener", internalPort());
        BootFile after = messaging();
        Map<String, String> environment = new LinkedHashMap<>();
        for (Application service : Application.SERVICES) {
            before.add("database", databaseOf(service));
            after.add("application", application(service, "internal"));
            environment.putAll(installation.secretsOf(service));
        }
        after.add("application", application(Application.GATEWAY, "server")).add("open", Map.of());
        return server("server", ports.first(), TOGETHER_MEGABYTES, installation.collector())
                .withEnvironment(environment)
                .withEnvironment(installation.gatewayOptions())
                .boot(before, after);
    }

    private ProcessSpec gatewayAlone() throws IOException {
        BootFile before = publicListener(ports.host(), GATEWAY_THREADS).add("internal-listener", internalPort());
        BootFile after = new BootFile()
                .add("application", application(Application.GATEWAY, "server"))
                .add("open", Map.of());
        return server("gateway", ports.first(), GATEWAY_MEGABYTES, installation.collector())
                .withEnvironment(installation.gatewayOptions())
                .boot(before, after);
    }

    private ProcessSpec serviceAlone(Application service) throws IOException {
        BootFile before = publicListener(Ports.LOOPBACK, SERVICE_THREADS).add("database", databaseOf(service));
        BootFile after =
                messaging().add("application", application(service, "server")).add("open", Map.of());
        return server(service.lowerName(), ports.of(service), SERVICE_MEGABYTES, Collector.CHEAP)
                .withEnvironment(installation.secretsOf(service))
                .boot(before, after);
    }

    private ProcessSpec brokerProcess() throws IOException {
        Map<String, String> environment =
                new LinkedHashMap<>(installation.broker().environment());
        environment.put(
                "GATEHOUSE_BROKER_DATA", installation.data().file("broker").toString());
        List<String> command = new Jvm(installation, "broker", BROKER_MEGABYTES, Collector.CHEAP)
                .run("-cp", installation.distribution().broker(), "io.gatehouse.artemis.BrokerProcess");
        return new ProcessSpec("broker", command, environment);
    }

    private PayaraMicro server(String name, int port, int megabytes, Collector collector) {
        return new PayaraMicro(installation, name, port, megabytes, collector);
    }

    private static BootFile publicListener(String host, String threads) {
        return new BootFile()
                .add("every-server", Map.of())
                .add("public-listener", Map.of("host", host, "threads", threads));
    }

    private Map<String, String> internalPort() {
        return Map.of("port", Integer.toString(ports.internal()));
    }

    private Map<String, String> databaseOf(Application service) {
        return Map.of(
                "class", installation.database().dataSource(),
                "service", service.lowerName(),
                "SERVICE", service.name());
    }

    private BootFile messaging() {
        String user = "--property UserName=${ENV\\=GATEHOUSE_BROKER_USER}:Password=${ENV\\=GATEHOUSE_BROKER_PASSWORD}";
        return new BootFile()
                .add(
                        "messaging",
                        Map.of(
                                "rar",
                                installation.distribution().resourceAdapter().toString(),
                                "properties",
                                installation.broker().wantsUser() ? user : ""));
    }

    private Map<String, String> application(Application application, String virtualServer) {
        boolean gateway = application == Application.GATEWAY;
        return Map.of(
                "name",
                application.lowerName(),
                "virtualServer",
                virtualServer,
                "contextRoot",
                gateway ? "/" : "/" + application.lowerName(),
                "war",
                installation.distribution().war(application).toString());
    }
}
