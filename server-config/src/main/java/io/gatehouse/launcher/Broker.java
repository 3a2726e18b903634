package io.gatehouse.launcher;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The message broker: inside the server, a process of ours, or somebody else's.
 *
 * @param url none: inside the server
 * @param ownProcess started and stopped by us
 */
record Broker(
        @Nullable String url,
        @Nullable String user,
        @Nullable String password,
        boolean ownProcess) {

    private static final String URL = "GATEHOUSE_BROKER_URL";

    static Broker inside() {
        return new Broker(null, null, null, false);
    }

    static Broker process(Ports ports, String password) {
        return new Broker(ports.ownBroker().toString(), "gatehouse", password, true);
    }

    static boolean isOutside(Map<String, String> environment) {
        return !environment.getOrDefault(URL, "").isBlank();
    }

    static Broker outside(Map<String, String> environment) throws CannotStartException {
        String url = environment.getOrDefault(URL, "");
        if (!url.matches("tcp://[^/:]+:[0-9]+(\\?.*)?")) {
            throw new CannotStartException(URL + " must look like tcp://host:61616, but is " + url);
        }
        return new Broker(
                url, environment.get("GATEHOUSE_BROKER_USER"), environment.get("GATEHOUSE_BROKER_PASSWORD"), false);
    }

    boolean wantsUser() {
        return user != null && password != null;
    }

    /** What the resource adapter and the broker's process read. */
    Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        if (url != null) {
            environment.put(URL, url);
        }
        if (user != null && password != null) {
            environment.put("GATEHOUSE_BROKER_USER", user);
            environment.put("GATEHOUSE_BROKER_PASSWORD", password);
        }
        return environment;
    }

    @Override
    public String toString() {
        return "Broker[" + url + "]";
    }
}
