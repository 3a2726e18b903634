package io.gatehouse.storm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * The whole: a calm, a storm over one of two upstreams, the calm after it, and a crowd before a slow one. Prints what came of it, and ends with 1
 * when something happened that no weather excuses.
 */
public final class Storm {
    private static final int PEOPLE = 2_000;
    private static final Weather[] WEATHERS = Weather.values();

    private final Random random = new Random(1);
    private final LongAdder spoiled = new LongAdder();
    private final List<Instance> steady = new ArrayList<>();
    private final List<Instance> stormy = new ArrayList<>();
    private final Report report = new Report();
    private final int port;

    private Storm(int port) {
        this.port = port;
        for (int i = 0; i < 2; i++) {
            steady.add(new Instance(port + 10 + i, spoiled));
        }
        for (int i = 0; i < 3; i++) {
            stormy.add(new Instance(port + 20 + i, spoiled));
        }
    }

    /**
     * Takes the seconds that it may last, the first of some thirty ports, and a directory for what the gateway writes.
     *
     * @throws Exception when the gateway cannot be started
     */
    public static void main(String[] arguments) throws Exception {
        int seconds = Integer.parseInt(arguments[0]);
        Storm storm = new Storm(Integer.parseInt(arguments[1]));
        storm.run(seconds, Path.of(arguments[2]).toAbsolutePath());
        storm.report.print(System.out);
        System.exit(storm.report.isGood() ? 0 : 1);
    }

    private void run(int seconds, Path directory) throws Exception {
        Files.createDirectories(directory);
        Path routes = Files.writeString(directory.resolve("storm-routes.yaml"), Routes.text(port));
        try (Crowd crowd = new Crowd(port, port + 30);
                Issuer issuer = new Issuer(port + 31)) {
            GatewayProcess gateway = GatewayProcess.start(port, directory, routes);
            try {
                run(seconds, gateway, crowd, new Mix(port, issuer));
            } finally {
                gateway.stop();
            }
        }
    }

    private void run(int seconds, GatewayProcess gateway, Crowd crowd, Mix mix)
            throws IOException, InterruptedException {
        calmAndStorm(seconds, gateway, mix);
        mix.stop(Mix.STORMY);
        gather(crowd, seconds * 2 / 20);
        mix.report("a crowd elsewhere", report);
        mix.stop();
        end(gateway);
    }

    private void calmAndStorm(int seconds, GatewayProcess gateway, Mix mix) throws IOException, InterruptedException {
        warmUp(seconds / 20, mix);
        sleep(seconds * 3 / 20);
        mix.report("calm", report);
        report.memory("in the calm", gateway);
        blow(seconds * 12 / 20);
        mix.report("storm", report);
        clear();
        // Circuits and ejections last for some seconds, probes too.
        warmUp(Math.max(15, seconds / 20), mix);
        sleep(seconds / 20);
        mix.report("after it", report);
    }

    private static void warmUp(int seconds, Mix mix) throws InterruptedException {
        sleep(seconds);
        mix.forget();
    }

    /** Every second the weather of one instance changes; half the time it is fair. */
    private void blow(int seconds) throws IOException, InterruptedException {
        for (int i = 0; i < seconds; i++) {
            Instance one = stormy.get(random.nextInt(stormy.size()));
            one.weather(random.nextBoolean() ? Weather.FAIR : WEATHERS[random.nextInt(WEATHERS.length)]);
            report.weather(one.weather());
            sleep(1);
        }
    }

    private void clear() throws IOException {
        for (Instance one : stormy) {
            one.weather(Weather.FAIR);
        }
    }

    private void gather(Crowd crowd, int seconds) {
        Figures figures = new Figures();
        crowd.ask(PEOPLE, Duration.ofSeconds(seconds), figures);
        report.add(PEOPLE + " that wait", "slow", figures);
    }

    private void end(GatewayProcess gateway) throws IOException, InterruptedException {
        sleep(3);
        report.memory("at the end", gateway);
        report.mustBeNothing(
                "requests in flight", gateway.metric("application", "gatehouse_gateway_requests_in_flight"));
        report.mustBeNothing("connections in use", gateway.metric("application", "gatehouse_gateway_pool_leased"));
        report.mustBeNothing("requests that wait", gateway.metric("application", "gatehouse_gateway_pool_pending"));
        report.mustBeNothing("requests that arrived changed, or in another's name", spoiled.intValue());
        report.mustBeSome(
                "answers out of the cache",
                gateway.metric("application", "gatehouse_gateway_cache_requests_total", "outcome=\"hit\""));
        report.mustBeNothing("gateways that ended", gateway.isAlive() ? 0 : 1);
    }

    private static void sleep(int seconds) throws InterruptedException {
        TimeUnit.SECONDS.sleep(seconds);
    }
}
