package io.gatehouse.launcher;

import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One start of the product, from the options to its end. */
final class Launch {

    private static final int FAILED = 1;
    private static final Duration TOGETHER = Duration.ofMinutes(3);
    private static final Duration APART = Duration.ofMinutes(5);
    private static final long POLL_MILLIS = 250;
    private static final long RESTART_MILLIS = 1000;

    private final Options options;
    private final Map<String, String> environment;
    private final Console console;
    private final Ports ports;
    private final SecureRandom random = new SecureRandom();

    Launch(Options options, Map<String, String> environment, Console console) {
        this.options = options;
        this.environment = environment;
        this.console = console;
        this.ports = new Ports(options.host(), options.port(), options.apart());
    }

    /** Runs until a process fails, and returns the exit code; a signal to the launcher ends it from outside. */
    int run() throws CannotStartException, IOException, InterruptedException {
        AdminPassword.requireFit(environment);
        try (DataDirectory data = DataDirectory.open(options.data())) {
            data.awaitLeftovers();
            ports.check(!Broker.isOutside(environment));
            Installation installation = installation(data);
            installation.adminPassword().announce(console, data, Database.isOutside(environment));
            console.say("Gatehouse starts" + (options.apart() ? " apart" : "") + "; logs are in " + data.file("log"));
            Run run = new Run(data);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(run), "stop"));
            run.start(new Plan(installation).groups());
            if (!becomesReady(run, installation)) {
                stop(run);
                return FAILED;
            }
            console.say("Gatehouse is ready at " + publicUrl() + " (API " + publicUrl() + "/api, health " + publicUrl()
                    + "/health/ready)");
            keepUp(run);
            stop(run);
            return FAILED;
        }
    }

    /** Returns when a process has ended that is not to be started again. */
    private void keepUp(Run run) throws IOException, InterruptedException {
        Restarts restarts = new Restarts(System::nanoTime);
        while (true) {
            run.awaitCasualty();
            Optional<Child> casualty = run.casualty();
            if (casualty.isEmpty()) {
                return;
            }
            Child child = casualty.orElseThrow();
            // Together there is nothing left that the one server could be started again for.
            if (!options.apart() || !restarts.isAllowed()) {
                console.complain(child.obituary());
                return;
            }
            console.say(child.end() + " and is started again; its log is kept in "
                    + child.log().previous());
            Thread.sleep(RESTART_MILLIS);
            run.restart(child);
        }
    }

    private Installation installation(DataDirectory data) throws CannotStartException, IOException {
        return new Installation(
                Distribution.own(),
                data,
                Keys.directory(environment, data),
                ports,
                database(data),
                broker(data),
                environment.getOrDefault("GATEHOUSE_ISSUER", "http://localhost:" + options.port()),
                AdminPassword.of(environment, data, random),
                options.collector());
    }

    private Database database(DataDirectory data) throws CannotStartException, IOException {
        return Database.isOutside(environment)
                ? Database.outside(environment)
                : Database.inFiles(
                        data.file("db"),
                        Secret.keptIn(data.file("db-password"), random).value());
    }

    private Broker broker(DataDirectory data) throws CannotStartException, IOException {
        if (Broker.isOutside(environment)) {
            return Broker.outside(environment);
        }
        return options.apart()
                ? Broker.process(
                        ports,
                        Secret.keptIn(data.file("broker-password"), random).value())
                : Broker.inside();
    }

    private boolean becomesReady(Run run, Installation installation) throws IOException, InterruptedException {
        Duration patience = options.apart() ? APART : TOGETHER;
        long end = System.nanoTime() + patience.toNanos();
        Readiness readiness = new Readiness();
        Deployments deployments = new Deployments();
        Set<Application> waiting = EnumSet.allOf(Application.class);
        while (System.nanoTime() < end) {
            Optional<Child> casualty = run.casualty();
            if (casualty.isPresent()) {
                console.complain(casualty.orElseThrow().obituary());
                return false;
            }
            Optional<Child> broken = deployments.failed(run.children());
            if (broken.isPresent()) {
                console.complain(broken.orElseThrow().complaint());
                return false;
            }
            run.shortenLogs();
            removeReady(waiting, readiness, installation);
            if (waiting.isEmpty()) {
                return true;
            }
            Thread.sleep(POLL_MILLIS);
        }
        console.complain("Not ready after " + patience.toSeconds() + " s: " + waiting);
        run.children()
                .forEach(child -> console.complain("The end of the log of " + child.name() + ":\n"
                        + child.log().tail()));
        return false;
    }

    private void removeReady(Set<Application> waiting, Readiness readiness, Installation installation)
            throws IOException, InterruptedException {
        for (Application application : EnumSet.copyOf(waiting)) {
            if (readiness.of(base(application))) {
                waiting.remove(application);
                console.progress(application.lowerName() + " is ready");
                if (application == Application.USERS) {
                    installation.adminPassword().remember(installation.data());
                }
            }
        }
    }

    private URI base(Application application) {
        return application == Application.GATEWAY ? ports.gateway() : ports.service(application);
    }

    private String publicUrl() {
        return options.host().equals(Ports.LOOPBACK)
                ? "http://localhost:" + options.port()
                : ports.gateway().toString();
    }

    private void stop(Run run) {
        if (run.beginStop()) {
            console.say("Gatehouse stops");
        }
        run.stop();
    }
}
