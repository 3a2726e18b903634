package io.gatehouse.gateway.cache;

import io.gatehouse.gateway.cache.decision.CacheStatus;
import io.gatehouse.gateway.cache.decision.CacheStrategy;
import io.gatehouse.gateway.cache.decision.Freshening;
import io.gatehouse.gateway.cache.decision.NewResponse;
import io.gatehouse.gateway.cache.decision.Preconditions;
import io.gatehouse.gateway.cache.decision.Serving;
import io.gatehouse.gateway.cache.decision.Storing;
import io.gatehouse.gateway.cache.decision.Verdict.Reason;
import io.gatehouse.gateway.cache.message.CacheControl;
import io.gatehouse.gateway.cache.message.Freshness;
import io.gatehouse.gateway.cache.message.Selecting;
import io.gatehouse.gateway.cache.message.Terms;
import io.gatehouse.gateway.cache.store.Outcome;
import io.gatehouse.gateway.cache.store.Realm;
import io.gatehouse.gateway.cache.store.StoredResponse;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Chain;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Refusal;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Asks the upstream, whether for an answer or whether the stored one is still good, and keeps what it says. Good for one question. */
final class UpstreamFetch {
    private static final Audience NOBODY = new Audience.Nobody();

    private final Workings with;
    private final Realm realm;
    private final Terms terms;
    private final String key;
    private final Request request;
    private final Chain next;
    private final Reason reason;
    private final @Nullable StoredResponse stored;
    private final long version;
    private final long asked;
    private Audience audience = NOBODY;
    private String waited = "";

    UpstreamFetch(
            Workings with,
            Realm realm,
            Terms terms,
            String key,
            Request request,
            Chain next,
            Reason reason,
            @Nullable StoredResponse stored) {
        this.with = with;
        this.realm = realm;
        this.terms = terms;
        this.key = key;
        this.request = request;
        this.next = next;
        this.reason = reason;
        this.stored = stored;
        this.version = with.cache().version(key);
        this.asked = with.time().millis();
    }

    /** What this brings is for others too. */
    UpstreamFetch leading(Audience others) {
        audience = others;
        return this;
    }

    /** It waited for another's answer, which was of no use. */
    UpstreamFetch inVain() {
        waited = "; collapsed=?0";
        return this;
    }

    /** No client waits for it. */
    void inBackground() {
        var unused = get().thenAccept(UpstreamFetch::unread);
    }

    CompletionStage<Response> get() {
        boolean validates = stored != null && stored.hasValidator();
        Headers asking = validates || !audience.hasClient()
                ? Preconditions.asking(request.headers(), validates ? stored : null)
                : request.headers();
        return proceed(asking).thenCompose(response -> {
            if (validates
                    && stored != null
                    && response.status() == 304
                    && !Freshening.concerns(stored, response.headers())) {
                // It means another answer than the one that was asked about (section 4.3.4).
                unread(response);
                return proceed(Preconditions.asking(request.headers(), null))
                        .thenApply(again -> received(again, false));
            }
            return CompletableFuture.completedFuture(received(response, validates));
        });
    }

    // A filter that throws at once must not leave those who wait without an end.
    @SuppressWarnings("IllegalCatch")
    private CompletionStage<Response> proceed(Headers asking) {
        CompletionStage<Response> answer;
        try {
            answer = next.proceed(request.with(asking).with(audience.seen(request.client())));
        } catch (RuntimeException thrown) {
            answer = CompletableFuture.failedFuture(thrown);
        }
        return answer.whenComplete((response, thrown) -> {
            if (thrown != null) {
                audience.nothing("of " + thrown);
            }
        });
    }

    private Response received(Response response, boolean validates) {
        if (stored != null && validates && response.status() == 304) {
            return validated(response, stored);
        }
        return stored != null && mayStandIn(response, stored) ? standIn(response, stored) : kept(response);
    }

    private boolean mayStandIn(Response response, StoredResponse known) {
        return switch (response.status()) {
            case 500, 502, 503, 504 ->
                CacheStrategy.mayStandIn(
                        terms, known, realm.settings(), with.time().millis());
            default -> false;
        };
    }

    private Response standIn(Response response, StoredResponse known) {
        unread(response);
        audience.nothing(reason(response));
        count(Outcome.STALE);
        long now = with.time().millis();
        Integer status = response.refusal() == null ? response.status() : null;
        String rest = "; ttl=" + Math.floorDiv(known.freshness().timeToLive(now), 1000) + "; detail=stale-if-error";
        return Serving.of(
                known, request, terms, now, CacheStatus.forwarded(reason, status, rest + waited), response.origin());
    }

    private Response validated(Response response, StoredResponse known) {
        unread(response);
        StoredResponse fresh = freshened(known, response.headers());
        count(Outcome.VALIDATED);
        long now = with.time().millis();
        return Serving.of(fresh, request, terms, now, CacheStatus.forwarded(reason, 304, waited), response.origin());
    }

    /** The stored answer with what the upstream said about it now; stored again if that is allowed. */
    private StoredResponse freshened(StoredResponse known, Headers received) {
        long now = with.time().millis();
        Headers merged = Freshening.merged(known, received, now);
        CacheControl control = CacheControl.of(merged);
        Selecting selecting = Selecting.of(merged, request);
        StoredResponse fresh = new StoredResponse(
                realm,
                known.status(),
                merged,
                known.body(),
                control,
                Freshness.of(
                        merged, received.first("Age"), control, realm.settings().heuristic(), asked, now),
                selecting == null ? known.selecting() : selecting);
        String obstacle = Storing.obstacle(
                terms, new Response(known.status(), merged, known.body()), selecting, control, realm.settings());
        if (obstacle == null) {
            with.cache().put(key, fresh, version);
            if (!CacheStrategy.isForAll(control, fresh.freshness(), realm.settings(), now)) {
                audience.goApart();
            }
            audience.stored(fresh);
        } else {
            // What was said to this client alone is not for those who wait.
            outdate(known, obstacle);
            audience.nothing("of " + obstacle);
        }
        return fresh;
    }

    /** The upstream's answer, copied into the store as it passes if it may be stored. */
    private Response kept(Response response) {
        count(Outcome.MISS);
        if (response.refusal() != null) {
            audience.nothing(reason(response));
            return response;
        }
        NewResponse fresh =
                NewResponse.of(realm, request, response, asked, with.time().millis());
        String obstacle = fresh.obstacle(terms);
        if (obstacle != null) {
            unshareable(response, obstacle);
            return said(response, "; detail=" + obstacle);
        }
        if (!CacheStrategy.isForAll(fresh.control(), fresh.freshness(), realm.settings(), fresh.received())) {
            // Those who wait would have to ask whether it is still good, each for itself: they need not wait for its
            // body.
            audience.goApart();
        } else {
            audience.heading(fresh.selecting());
        }
        return said(copied(response, fresh), "; stored");
    }

    /** What cannot be stored outdates what is stored, and is nothing to wait for the next time. */
    private void unshareable(Response response, String obstacle) {
        if (Storing.isAboutTheResource(response.status())) {
            if (stored != null) {
                outdate(stored, obstacle);
            }
            audience.goApart();
        }
        audience.nothing(reason(response) + ", " + obstacle);
    }

    /** Takes a stored answer out, unless it is this request alone whose answers cannot be stored: others' can. */
    private void outdate(StoredResponse known, String obstacle) {
        if (!terms.control().noStore() && !obstacle.equals("credentials")) {
            with.cache().remove(key, known);
        }
    }

    private Response copied(Response response, NewResponse fresh) {
        if (response.body() instanceof Body.Bytes bytes) {
            store(fresh.with(bytes.content()));
            return response;
        }
        Body.Stream stream = (Body.Stream) response.body();
        BodyCopy copy = new BodyCopy(
                stream.length(),
                realm.settings().maxObject(),
                new Keeping(
                        with.cache(),
                        audience::goesOnAlone,
                        content -> store(fresh.with(content)),
                        () -> audience.nothing("the body was too large or broke off")));
        stream.content().subscribe(copy);
        return response.with(new Body.Stream(copy, stream.length()));
    }

    private void store(StoredResponse fresh) {
        with.cache().put(key, fresh, version);
        audience.stored(fresh);
    }

    private Response said(Response response, String rest) {
        return response.with(
                CacheStatus.added(response.headers(), CacheStatus.forwarded(reason, response.status(), rest + waited)));
    }

    /** HEAD brings nothing that could be stored, but may say something about what is (section 4.3.5). */
    CompletionStage<Response> head() {
        return proceed(request.headers()).thenApply(response -> {
            if (stored != null && mayStandIn(response, stored)) {
                return standIn(response, stored);
            }
            count(Outcome.MISS);
            if (response.refusal() != null) {
                return response;
            }
            if (stored != null && response.status() == 200) {
                if (Freshening.describes(stored, response.headers())) {
                    freshened(stored, response.headers());
                } else {
                    with.cache().remove(key, stored);
                }
            }
            return said(response, "");
        });
    }

    private static String reason(Response response) {
        Refusal refusal = response.refusal();
        return refusal == null ? "the upstream said " + response.status() : "of " + refusal.failure();
    }

    private void count(Outcome outcome) {
        if (audience.hasClient()) {
            realm.count(outcome);
        }
    }

    private static void unread(Response response) {
        if (response.body() instanceof Body.Stream stream) {
            stream.discard();
        }
    }
}
