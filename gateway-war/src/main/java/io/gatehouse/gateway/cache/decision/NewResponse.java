package io.gatehouse.gateway.cache.decision;

import io.gatehouse.gateway.cache.message.CacheControl;
import io.gatehouse.gateway.cache.message.Freshness;
import io.gatehouse.gateway.cache.message.Selecting;
import io.gatehouse.gateway.cache.message.Terms;
import io.gatehouse.gateway.cache.store.Realm;
import io.gatehouse.gateway.cache.store.StoredResponse;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import org.jspecify.annotations.Nullable;

/** The head of an answer that has just arrived, as far as the store is concerned. */
public record NewResponse(
        Realm realm,
        Response response,
        CacheControl control,
        Freshness freshness,
        @Nullable Selecting chosenBy,
        long received) {

    public static NewResponse of(Realm realm, Request request, Response response, long asked, long received) {
        Headers headers = response.headers();
        CacheControl control = CacheControl.of(headers);
        Freshness freshness = Freshness.of(
                headers, headers.first("Age"), control, realm.settings().heuristic(), asked, received);
        return new NewResponse(realm, response, control, freshness, Selecting.of(headers, request), received);
    }

    public @Nullable String obstacle(Terms terms) {
        return Storing.obstacle(terms, response, chosenBy, control, realm.settings());
    }

    /** Of an answer without obstacle. */
    public Selecting selecting() {
        return chosenBy == null ? Selecting.NOTHING : chosenBy;
    }

    /** The answer as it is stored, when all of its body is here. */
    public StoredResponse with(byte[] content) {
        return new StoredResponse(
                realm,
                response.status(),
                StoredResponse.storable(response.status(), response.headers(), received, content.length),
                new Body.Bytes(content),
                control,
                freshness,
                selecting());
    }
}
