package io.gatehouse.gateway.cache;

import io.gatehouse.gateway.cache.message.Selecting;
import io.gatehouse.gateway.cache.store.StoredResponse;
import io.gatehouse.gateway.pipeline.Client;
import java.time.InstantSource;

/** Whom an answer is fetched for besides the client that asks. Is told what comes, and how it ends. */
sealed interface Audience {
    /** Whether a client waits for it at all. */
    default boolean hasClient() {
        return true;
    }

    /** Whether the answer is wanted when its client has left. If not, nobody joins from now on. */
    default boolean goesOnAlone() {
        return false;
    }

    /** The client as the upstream's side should see it: leaving counts only if nobody else wants the answer. */
    default Client seen(Client client) {
        return client;
    }

    /** The head of an answer is here that is for those whom it selects. */
    default void heading(Selecting selecting) {}

    /** The answer is of no use to those who wait, and would not be the next time. */
    default void goApart() {}

    /** The answer is stored. */
    default void stored(StoredResponse answer) {}

    /** There will be no answer for others, for this reason. */
    default void nothing(String why) {}

    /** The client asks for itself alone. */
    record Nobody() implements Audience {}

    /** Those who wait for the same. */
    record Followers(Flights flights, Flights.Purpose purpose, Flight flight) implements Audience {
        @Override
        public boolean goesOnAlone() {
            return !flight.giveUp();
        }

        @Override
        public Client seen(Client client) {
            return client.leaving(() -> client.presence().isGone() && !goesOnAlone());
        }

        @Override
        public void heading(Selecting selecting) {
            flight.heading(selecting);
        }

        @Override
        public void goApart() {
            flights.keepApart(purpose);
            flight.end(null);
        }

        @Override
        public void stored(StoredResponse answer) {
            flight.end(answer);
        }

        @Override
        public void nothing(String why) {
            flight.end(null);
        }
    }

    /** Whoever asks next: the client has a stored answer already, which is renewed. Others may wait for it all the same. */
    record Next(Followers followers, InstantSource time) implements Audience {
        @Override
        public boolean hasClient() {
            return false;
        }

        @Override
        public boolean goesOnAlone() {
            return true;
        }

        @Override
        public Client seen(Client client) {
            return client.unnoticed();
        }

        @Override
        public void heading(Selecting selecting) {
            followers.heading(selecting);
        }

        @Override
        public void goApart() {
            followers.goApart();
        }

        @Override
        public void stored(StoredResponse answer) {
            followers.stored(answer);
            answer.realm().renewed();
        }

        @Override
        public void nothing(String why) {
            followers.nothing(why);
            followers.purpose().realm().notRenewed(why, time.millis());
        }
    }
}
