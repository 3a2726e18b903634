package io.gatehouse.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Who listens where. Only the gateway ever listens elsewhere than on 127.0.0.1. */
record Ports(String host, int first, boolean apart) {

    /** So many ports from the first one are ours. */
    static final int COUNT = 8;

    static final String LOOPBACK = "127.0.0.1";

    private static final Set<String> EVERY_ADDRESS = Set.of("0.0.0.0", "::", "[::]");

    int internal() {
        return first + 1;
    }

    int broker() {
        return first + COUNT - 1;
    }

    /** The port of an application that has a server for itself. */
    int of(Application application) {
        return first + application.offset();
    }

    /** The gateway, as processes of this machine reach it. */
    URI gateway() {
        String address = EVERY_ADDRESS.contains(host) ? LOOPBACK : host;
        boolean bareIpv6 = address.indexOf(':') >= 0 && !address.startsWith("[");
        return URI.create("http://" + (bareIpv6 ? "[" + address + "]" : address) + ":" + first);
    }

    /** A service, as the gateway and other services reach it. */
    URI service(Application service) {
        int port = apart ? of(service) : internal();
        return URI.create("http://" + LOOPBACK + ":" + port + "/" + service.lowerName());
    }

    URI ownBroker() {
        return URI.create("tcp://" + LOOPBACK + ":" + broker());
    }

    /** Fails on the first port that somebody else has. */
    void check(boolean withBroker) throws CannotStartException {
        for (Map.Entry<Integer, String> entry : needed(withBroker).entrySet()) {
            int port = entry.getKey();
            check(port == first ? host : LOOPBACK, port, entry.getValue());
        }
    }

    private Map<Integer, String> needed(boolean withBroker) {
        Map<Integer, String> needed = new LinkedHashMap<>();
        needed.put(first, "the gateway");
        needed.put(internal(), apart ? "the gateway's internal listener" : "the services");
        if (apart) {
            Application.SERVICES.forEach(service -> needed.put(of(service), service.lowerName()));
        }
        if (apart && withBroker) {
            needed.put(broker(), "the broker");
        }
        return needed;
    }

    private static void check(String host, int port, String purpose) throws CannotStartException {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved() || !isOurs(address.getAddress())) {
            throw new CannotStartException(host + " is not an address of this machine");
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
        } catch (IOException e) {
            throw new CannotStartException("Port " + port + ", needed for " + purpose + ", cannot be used: "
                    + e.getMessage() + "; try --port with another number");
        }
    }

    private static boolean isOurs(InetAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(address, 0));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
