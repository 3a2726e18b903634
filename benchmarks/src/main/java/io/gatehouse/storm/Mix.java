package io.gatehouse.storm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All who ask while the weather changes, each kind with a row of its own. */
final class Mix {
    static final String STORMY = "stormy";

    private final Map<String, Traffic> kinds = new LinkedHashMap<>();

    Mix(int port, Issuer issuer) {
        kinds.put("steady", new Load(Errand.own("steady"), port, 8, 25, i -> issuer.good("steady-" + i)));
        kinds.put(STORMY, new Load(Errand.own("stormy"), port, 24, 10, i -> issuer.good("stormy-" + i)));
        kinds.put("cached", new Load(Errand.shared("cached"), port, 8, 25, i -> issuer.good("reader-" + i)));
        List<Bearer> bad = issuer.bad();
        kinds.put("bad token", new Load(Errand.refused("steady"), port, bad.size(), 2, bad::get));
        kinds.put("events", new Listeners("events", port, 10, i -> issuer.good("listener-" + i)));
    }

    /** What came so far does not count. */
    void forget() {
        kinds.values().forEach(Traffic::next);
    }

    void report(String phase, Report report) {
        kinds.forEach((kind, traffic) -> report.add(phase, kind, traffic.next()));
    }

    void stop(String kind) throws InterruptedException {
        Traffic traffic = kinds.remove(kind);
        if (traffic != null) {
            traffic.stop();
        }
    }

    void stop() throws InterruptedException {
        for (Traffic traffic : kinds.values()) {
            traffic.stop();
        }
    }
}
