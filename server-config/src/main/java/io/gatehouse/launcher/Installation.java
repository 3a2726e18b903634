package io.gatehouse.launcher;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What all processes of one installation agree on.
 *
 * @param keys directory of the keys of tokens
 * @param collector of the process with the gateway
 */
record Installation(
        Distribution distribution,
        DataDirectory data,
        Path keys,
        Ports ports,
        Database database,
        Broker broker,
        String issuer,
        AdminPassword adminPassword,
        Collector collector) {

    private static final String DRAIN_GRACE = "GATEHOUSE_DRAIN_GRACE";

    /** The addresses that every application may ask for. */
    Map<String, String> addresses() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("GATEHOUSE_GATEWAY_URL", ports.gateway().toString());
        environment.put("GATEHOUSE_ISSUER", issuer);
        environment.put("GATEHOUSE_KEYS", keys.toString());
        for (Application service : Application.SERVICES) {
            environment.put(
                    "GATEHOUSE_" + service.name() + "_URL",
                    ports.service(service).toString());
        }
        return environment;
    }

    /** What the gateway is told besides. */
    Map<String, String> gatewayOptions() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put(
                "GATEHOUSE_ACCESSLOG", data.file("log").resolve("access.log").toString());
        // Nobody but this machine can reach it, so no load balancer need be told that it is about to end.
        if (ports.host().equals(Ports.LOOPBACK) && System.getenv(DRAIN_GRACE) == null) {
            environment.put(DRAIN_GRACE, "0s");
        }
        return environment;
    }

    /** What only a server with this application gets. */
    Map<String, String> secretsOf(Application application) {
        Map<String, String> environment = new LinkedHashMap<>();
        if (application == Application.GATEWAY) {
            return environment;
        }
        environment.put("GATEHOUSE_DB_URL_" + application.name(), database.urlFor(application));
        environment.put("GATEHOUSE_DB_USER_" + application.name(), database.userFor(application));
        environment.put("GATEHOUSE_DB_PASSWORD_" + application.name(), database.passwordFor(application));
        environment.put("GATEHOUSE_BROKER_DATA", data.file("broker").toString());
        environment.putAll(broker.environment());
        String password = adminPassword.value();
        if (application == Application.USERS && password != null) {
            environment.put("GATEHOUSE_ADMIN_PASSWORD", password);
        }
        return environment;
    }

    @Override
    public String toString() {
        return "Installation[" + data.root() + "]";
    }
}
