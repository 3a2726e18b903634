package io.gatehouse.storm;

import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** A request of a client, and what came of it; {@link Client#GOOD} is as it should be. */
@FunctionalInterface
interface Errand {
    AtomicLong NUMBERS = new AtomicLong();
    String REFUSED = "401 token-invalid";
    int KEPT = 50;

    String run(Client client, Random random);

    /** An answer that nobody else gets, three of ten times for a body that comes back. */
    static Errand own(String route) {
        return (client, random) -> {
            boolean body = random.nextInt(10) < 3;
            return client.ask(route, NUMBERS.incrementAndGet(), size(random), body);
        };
    }

    /** One of some answers that all clients get, and that the gateway may give again for a second. */
    static Errand shared(String route) {
        return (client, random) -> {
            int number = random.nextInt(KEPT);
            return client.ask(route, number, number * 100, false);
        };
    }

    /** With a token that is good for nothing: the gateway has to say so. */
    static Errand refused(String route) {
        return (client, random) -> {
            String outcome = client.ask(route, NUMBERS.incrementAndGet(), size(random), false);
            return outcome.equals(REFUSED) ? Client.GOOD : Client.WRONG + outcome + " with a bad token";
        };
    }

    private static int size(Random random) {
        return random.nextInt(20) == 0 ? random.nextInt(256 * 1024) : random.nextInt(8 * 1024);
    }
}
