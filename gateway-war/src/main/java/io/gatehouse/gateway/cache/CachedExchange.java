package io.gatehouse.gateway.cache;

import io.gatehouse.gateway.cache.decision.CacheStatus;
import io.gatehouse.gateway.cache.decision.CacheStrategy;
import io.gatehouse.gateway.cache.decision.Serving;
import io.gatehouse.gateway.cache.decision.Verdict;
import io.gatehouse.gateway.cache.decision.Verdict.Reason;
import io.gatehouse.gateway.cache.message.Selecting;
import io.gatehouse.gateway.cache.message.Terms;
import io.gatehouse.gateway.cache.store.Outcome;
import io.gatehouse.gateway.cache.store.Realm;
import io.gatehouse.gateway.cache.store.Resource;
import io.gatehouse.gateway.cache.store.StoredResponse;
import io.gatehouse.gateway.pipeline.Chain;
import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A GET or HEAD request that meets the cache: looks what is stored, does what {@link CacheStrategy} says, and waits for others' answers. */
final class CachedExchange {
    private final Workings with;
    private final Realm realm;
    private final Terms terms;
    private final String key;
    private final Request request;
    private final Chain next;

    CachedExchange(Workings with, Realm realm, Terms terms, String key, Request request, Chain next) {
        this.with = with;
        this.realm = realm;
        this.terms = terms;
        this.key = key;
        this.request = request;
        this.next = next;
    }

    CompletionStage<Response> answer() {
        long now = with.time().millis();
        Resource resource = with.cache().find(key);
        StoredResponse stored = resource == null ? null : resource.select(realm, request.headers());
        StoredResponse any = stored != null || resource == null ? stored : resource.any(realm);
        Verdict verdict = CacheStrategy.decide(terms, stored, any != null, realm.settings(), now);
        if (stored != null && verdict instanceof Verdict.Serve) {
            return CompletableFuture.completedFuture(serve(stored, now));
        }
        if (stored != null && verdict instanceof Verdict.ServeAndRenew) {
            renew(stored);
            return CompletableFuture.completedFuture(serve(stored, now));
        }
        if (verdict instanceof Verdict.Unsatisfiable) {
            realm.count(Outcome.UNSATISFIABLE);
            return CompletableFuture.completedFuture(
                    Failure.NOT_STORED.because("You asked for a stored answer only, and there is none."));
        }
        Reason reason =
                verdict instanceof Verdict.Validate validate ? validate.reason() : ((Verdict.Fetch) verdict).reason();
        return terms.head() ? fetch(reason, stored).head() : get(reason, stored, any, resource);
    }

    private Response serve(StoredResponse stored, long now) {
        long left = stored.freshness().timeToLive(now);
        realm.count(left > 0 ? Outcome.HIT : Outcome.STALE);
        return Serving.of(stored, request, terms, now, CacheStatus.hit(left), null);
    }

    private CompletionStage<Response> get(
            Reason reason, @Nullable StoredResponse stored, @Nullable StoredResponse any, @Nullable Resource seen) {
        Flights.Departure departure = departure(any);
        if (!mayShare(reason, stored) || with.flights().areApart(departure.purpose())) {
            return fetch(reason, stored).get();
        }
        Flight own = with.flights().prepare(departure);
        Flight flight = with.flights().begin(departure, own);
        if (flight != own) {
            CompletionStage<@Nullable StoredResponse> turn = flight.join(request.headers());
            if (turn != null) {
                return turn.thenCompose(shared -> follow(shared, reason, stored));
            }
            // It has just landed, and what it brought is stored; or it brings nothing for this request.
            return flight.isOver() ? answer() : fetch(reason, stored).get();
        }
        Resource current = with.cache().find(key);
        if (!Objects.equals(current, seen)) {
            // Another flight landed between the look into the store and the beginning of this one.
            own.end(current == null ? null : current.select(realm, request.headers()));
            return answer();
        }
        return fetch(reason, stored)
                .leading(new Audience.Followers(with.flights(), departure.purpose(), own))
                .get();
    }

    private Flights.Departure departure(@Nullable StoredResponse any) {
        Selecting selecting = any == null ? Selecting.NOTHING : any.selecting().of(request.headers());
        return new Flights.Departure(
                new Flights.Purpose(key, realm, terms.credentials(), selecting),
                with.cache().version(key));
    }

    /** Whether the answer could be another's too: this request asks for nothing special, upstream either. */
    private boolean mayShare(Reason reason, @Nullable StoredResponse stored) {
        return reason != Reason.REQUEST
                && !terms.noCache()
                && !realm.settings().coalesce().isZero()
                && !terms.control().noStore()
                && (!terms.preconditions() || (stored != null && stored.hasValidator()));
    }

    private CompletionStage<Response> follow(
            @Nullable StoredResponse shared, Reason reason, @Nullable StoredResponse stored) {
        long now = with.time().millis();
        if (shared == null || !fits(shared, now)) {
            return fetch(reason, stored).inVain().get();
        }
        realm.count(Outcome.COLLAPSED);
        String status = CacheStatus.forwarded(reason, null, "; collapsed");
        return CompletableFuture.completedFuture(Serving.of(shared, request, terms, now, status, null));
    }

    private boolean fits(StoredResponse shared, long now) {
        if (shared.realm() != realm || !shared.selecting().matches(request.headers())) {
            return false;
        }
        Verdict verdict = CacheStrategy.decide(terms, shared, false, realm.settings(), now);
        // Whoever may have it while it is renewed may have it when it has just come.
        return verdict instanceof Verdict.Serve || verdict instanceof Verdict.ServeAndRenew;
    }

    /** In the background, once at a time, for the next who ask. */
    private void renew(StoredResponse stored) {
        Flights.Departure departure = departure(stored);
        if (terms.head() || with.flights().underWay(departure) != null) {
            return;
        }
        Flight own = with.flights().prepare(departure);
        if (with.flights().begin(departure, own) == own) {
            Audience.Followers followers = new Audience.Followers(with.flights(), departure.purpose(), own);
            fetch(Reason.STALE, stored)
                    .leading(new Audience.Next(followers, with.time()))
                    .inBackground();
        }
    }

    private UpstreamFetch fetch(Reason reason, @Nullable StoredResponse stored) {
        return new UpstreamFetch(with, realm, terms, key, request, next, reason, stored);
    }
}
