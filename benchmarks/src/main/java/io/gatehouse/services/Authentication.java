package io.gatehouse.services;

import io.gatehouse.services.database.MissingException;
import io.gatehouse.services.shop.Api;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * What it costs a service to know who asks: the product as {@code bin/run} starts it, and loads past its gateway, at the
 * services' own listener. Ends with 1 when requests failed or the service knew other tokens than it should, with 2 when
 * something is missing.
 */
public final class Authentication {
    private final Place place;
    private final int rounds;
    private final int seconds;
    private final int warmUp;
    private final Costs costs = new Costs();

    private Authentication(Properties given) {
        this.place = Place.of(given);
        this.rounds = Place.number(given, "rounds");
        this.seconds = Place.number(given, "seconds");
        this.warmUp = Place.number(given, "warmup");
    }

    /**
     * Takes its settings from system properties that begin with {@code bench.}.
     *
     * @throws IOException when the product does not answer
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Authentication authentication = new Authentication(System.getProperties());
        try {
            authentication.run();
        } catch (MissingException missing) {
            System.err.println("bin/bench: " + missing.getMessage());
            System.exit(2);
        }
        System.exit(authentication.costs.isGood() ? 0 : 1);
    }

    private void run() throws IOException, InterruptedException, MissingException {
        Leftovers.delete(place.directory());
        Files.createDirectories(place.directory());
        Progress.say("starting the product");
        try (Product product = Product.start(place, Map.of())) {
            Leftovers.endWithThis(product);
            costs.note(Machine.of(product.pid()).line());
            measure(product);
        } finally {
            Leftovers.delete(place.directory());
        }
        costs.print(System.out);
        LocalDateTime now = LocalDateTime.now(ZoneId.systemDefault());
        System.out.println("Rows: "
                + Results.write(place.results(), "authentication", now, Costs.COLUMNS, costs.rows())
                        .getFileName());
    }

    private void measure(Product product) throws IOException, InterruptedException {
        TokenLoads loads = new TokenLoads(
                product.pid(),
                new Api(place.port()),
                new Wrk(place, "http://127.0.0.1:" + (place.port() + 1)),
                InternalTokens.of(place.data(), TokenLoads.SERVICE),
                seconds);
        for (Credentials brought : Credentials.values()) {
            Progress.say("warming up with " + brought.words());
            loads.warmUp(brought, warmUp);
        }
        List<Credentials> order = new ArrayList<>(List.of(Credentials.values()));
        for (int round = 1; round <= rounds; round++) {
            for (Credentials brought : order) {
                Progress.say("round " + round + ": " + brought.words());
                costs.add(loads.turn(brought));
            }
            // Whoever comes later finds a server that is warmer: each is once before and once behind the others.
            Collections.reverse(order);
        }
    }
}
