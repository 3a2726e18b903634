package io.gatehouse.services;

import io.gatehouse.services.Costs.Turn;
import io.gatehouse.services.shop.Api;
import java.io.IOException;
import java.util.List;

/** Loads with one cheap request that anybody may send, and with tokens that the service has and has not verified. */
final class TokenLoads {
    static final String SERVICE = "users";

    /** Asks no database, and does not look at who asks. */
    private static final String PATH = "/users/.well-known/openid-configuration";

    private static final int CONNECTIONS = 10;
    private static final int KNOWN = 1_000;
    /** Twice as many as a service remembers: one that comes again within a turn is forgotten by then. */
    private static final int UNKNOWN = 20_000;

    private static final int TIMES_TO_LEARN = 20;
    private static final String COUNTER = "gatehouse_token_verifications_total";

    private final long product;
    private final Api api;
    private final Wrk wrk;
    private final InternalTokens tokens;
    private final List<String> known;
    private final int seconds;

    /**
     * @param product the first of its processes
     * @param seconds of one turn
     */
    TokenLoads(long product, Api api, Wrk wrk, InternalTokens tokens, int seconds) {
        this.product = product;
        this.api = api;
        this.wrk = wrk;
        this.tokens = tokens;
        this.known = tokens.signed(KNOWN);
        this.seconds = seconds;
    }

    void warmUp(Credentials brought, int cpuSeconds) throws IOException, InterruptedException {
        WarmUp.of(product, cpuSeconds, () -> load(requests(brought), Math.min(5, seconds)));
    }

    Turn turn(Credentials brought) throws IOException, InterruptedException {
        List<String> requests = requests(brought);
        if (!brought.areVerified()) {
            learn(requests);
        }
        long before = verifications(api.metrics());
        Meter spent = new Meter(product, 0);
        Wrk.Load load = load(requests, seconds);
        double cpu = spent.spent().server();
        return new Turn(brought, load, cpu / Math.max(1, load.good()), verifications(api.metrics()) - before);
    }

    /** Until the service knows all of them: what came in between has taken their places. */
    private void learn(List<String> requests) throws IOException, InterruptedException {
        long before;
        int times = 0;
        do {
            before = verifications(api.metrics());
            load(requests, 1);
        } while (verifications(api.metrics()) > before && ++times < TIMES_TO_LEARN);
    }

    private Wrk.Load load(List<String> requests, int howLong) throws IOException, InterruptedException {
        return wrk.inTurn(requests, "", CONNECTIONS, howLong);
    }

    private List<String> requests(Credentials brought) {
        List<String> brings = switch (brought) {
            case NONE -> List.of("");
            case ONE -> known.subList(0, 1);
            case MANY -> known;
            case NEW -> tokens.signed(UNKNOWN);
        };
        return brings.stream().map(token -> Wrk.line(PATH, token)).toList();
    }

    /** How often the server was asked about a token; 0 before the first time. */
    static long verifications(String metrics) {
        return Math.round(metrics.lines()
                .filter(line -> line.startsWith(COUNTER))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum());
    }
}
