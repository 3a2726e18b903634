package io.gatehouse.gateway.upstream;

import io.gatehouse.gateway.pipeline.Response;

/** What came of a try at the gates. */
sealed interface Entry permits Entry.Refused, Passage {
    /** It must not be made; nothing is held. */
    record Refused(Response response) implements Entry {}
}
