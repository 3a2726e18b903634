package io.gatehouse.gateway.cache;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.pipeline.Response;
import org.jspecify.annotations.Nullable;

/** The head of an answer that has just arrived, as far as the store is concerned. */
record NewResponse(
        Realm realm,
        Response response,
        CacheControl control,
        Freshness freshness,
        @Nullable Selecting chosenBy,
        long received) {

    static NewResponse of(Realm realm, Request request, Response response, long asked, long received) {
        Headers headers = response.headers();
        CacheControl control = CacheControl.of(headers);
        Freshness freshness = Freshness.of(
                headers, headers.first("Age"), control, realm.settings().heuristic(), asked, received);
        return new NewResponse(realm, response, control, freshness, Selecting.of(headers, request), received);
    }

    @Nullable
    String obstacle(Terms terms) {
        return Storing.obstacle(terms, response, chosenBy, control, realm.settings());
    }

    /** Of an answer without obstacle. */
    Selecting selecting() {
        return chosenBy == null ? Selecting.NOTHING : chosenBy;
    }

    /** The answer as it is stored, when all of its body is here. */
    StoredResponse with(byte[] content) {
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
