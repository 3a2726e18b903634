package io.gatehouse.services;

import io.gatehouse.services.Row.Figures;
import io.gatehouse.services.database.Latencies;
import io.gatehouse.services.shop.Api;
import io.gatehouse.services.shop.Call;
import io.gatehouse.services.shop.Ledger;
import io.gatehouse.services.shop.Orders;
import io.gatehouse.services.shop.Shop;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** The loads on the product, one after the other. */
final class Loads {
    /** As many as each service has to its database. */
    static final int CONNECTIONS = 10;
    /** More would wait for a place to hash at, and some be sent away. */
    static final int LOGINS = 4;

    private static final int SHORTEST_STEP = 2;
    private static final int FIRST_RATE = 20;
    private static final int LAST_RATE = 5_000;
    private static final int LATENCY_SECONDS = 30;

    private final Settings settings;
    private final Api api;
    private final Wrk wrk;
    private final Shop shop;
    private final Ledger ledger;
    private final Table table;
    private final long product;
    private final Supplier<Meter> meter;
    private final Set<UUID> placed = new HashSet<>();

    /** @param processes the first of the product's, and PostgreSQL's */
    Loads(Settings settings, Api api, Shop shop, Ledger ledger, Table table, Processes processes) {
        this.settings = settings;
        this.api = api;
        this.wrk = new Wrk(settings.place(), api.base());
        this.shop = shop;
        this.ledger = ledger;
        this.table = table;
        this.product = processes.product();
        this.meter = () -> new Meter(processes.product(), processes.database());
    }

    /** Both by their ids. */
    record Processes(long product, long database) {}

    /** In the order of the table. */
    List<Figures> all() throws Exception {
        List<Figures> figures = new ArrayList<>();
        figures.add(measured("product", shop.reads(), shop.customer().token(), CONNECTIONS));
        figures.add(measured("products", shop.pages(), shop.customer().token(), CONNECTIONS));
        figures.add(measured("login", shop.logins(), "", LOGINS));
        shop.renewTokens();
        int rate = settings.rate() > 0 ? rehearsed(settings.rate()) : sustained();
        figures.add(order());
        shop.renewTokens();
        figures.add(orders(rate));
        return figures;
    }

    private Figures measured(String name, List<Call> requests, String token, int connections) throws Exception {
        Progress.say(name);
        int once = Math.min(5, settings.turn());
        WarmUp.of(product, settings.warmUp(), () -> wrk.load(requests, token, connections, once));
        Meter spent = meter.get();
        Wrk.Load load = wrk.load(requests, token, connections, settings.turn());
        if (load.errors() > 0) {
            table.fault(name + ": " + load.errors() + " errors");
        }
        return Figures.of(name, connections, load, spent.spent());
    }

    private Orders newOrders() {
        return new Orders(api, shop.customers(), settings.rows());
    }

    /** Keeps what a load has placed, for the check in the end. */
    private void keep(Orders orders) {
        placed.addAll(orders.placed().keySet());
    }

    private int step() {
        return Math.max(SHORTEST_STEP, settings.turn());
    }

    private int rehearsed(int rate) throws Exception {
        boolean unused = bears(rate);
        return rate;
    }

    /** Four fifths of the highest rate that is borne; each is half as high again as the one before. */
    private int sustained() throws Exception {
        Progress.say("looking for a rate of orders");
        int borne = 0;
        for (int rate = FIRST_RATE; rate <= LAST_RATE; rate = rate * 3 / 2) {
            boolean good = bears(rate);
            if (!good) {
                // What was not warm yet gets a second chance.
                good = bears(rate);
            }
            if (!good) {
                break;
            }
            borne = rate;
        }
        table.note("orders: " + borne + " a second were borne for " + step() + " s, four fifths of that are measured");
        return Math.max(1, borne * 4 / 5);
    }

    /** Whether at the end less than a second's orders wait for their answer or decision, and none was refused. */
    private boolean bears(int rate) throws Exception {
        Orders orders = newOrders();
        Meter time = meter.get();
        orders.atRate(rate, step());
        double late = time.seconds() - step();
        long waiting = ledger.undecided();
        ledger.awaitDecisions();
        keep(orders);
        Progress.say(String.format(
                Locale.ROOT,
                "%d orders a second: the last answer %.1f s late, %d orders wait, failed: %s",
                rate,
                late,
                waiting,
                orders.failures()));
        return late < 1 && waiting < rate && orders.failures().isEmpty();
    }

    private Figures order() throws Exception {
        Progress.say("order");
        Orders orders = newOrders();
        Meter spent = meter.get();
        Latencies latencies = orders.oneByOne(Math.min(LATENCY_SECONDS, settings.seconds()));
        double seconds = spent.seconds();
        keep(orders);
        return ended("order", 1, orders, latencies, seconds, spent.spent());
    }

    private Figures orders(int rate) throws Exception {
        Progress.say("orders: " + rate + " a second for " + settings.seconds() + " s");
        Orders orders = newOrders();
        Meter spent = meter.get();
        double seconds;
        try (Lag lag = new Lag(api)) {
            orders.atRate(rate, settings.seconds());
            seconds = spent.seconds();
            table.note(lag.line());
        }
        ledger.awaitDecisions();
        Row.Spent cpu = spent.spent();
        keep(orders);
        Map<UUID, Instant> due = new HashMap<>(orders.placed());
        return ended("orders", CONNECTIONS, orders, ledger.times(due), seconds, cpu);
    }

    private Figures ended(
            String name, int connections, Orders orders, Latencies latencies, double seconds, Row.Spent cpu) {
        orders.failures().forEach((why, count) -> table.fault(name + ": " + count + " × " + why));
        long errors =
                orders.failures().values().stream().mapToLong(Long::longValue).sum();
        int done = orders.placed().size();
        return Figures.of(name, connections, done, errors, done / seconds, latencies, cpu);
    }

    /** All orders that were answered with 201. */
    Set<UUID> placed() {
        return placed;
    }
}
