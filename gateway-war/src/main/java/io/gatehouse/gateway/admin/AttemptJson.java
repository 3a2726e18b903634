package io.gatehouse.gateway.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import io.gatehouse.gateway.config.Change;
import io.gatehouse.gateway.config.Mistake;
import java.io.IOException;

/** Writes an attempt with all that is known of it. */
final class AttemptJson {
    private AttemptJson() {}

    /** The members of the object; the caller opens and closes it. */
    static void write(JsonGenerator json, Attempt attempt) throws IOException {
        json.writeStringField("outcome", attempt.outcome().name());
        json.writeStringField("at", attempt.at().toString());
        json.writeStringField("by", attempt.by());
        if (!attempt.digest().isEmpty()) {
            json.writeStringField("digest", attempt.digest());
        }
        if (!attempt.problem().isEmpty()) {
            json.writeStringField("problem", attempt.problem());
        }
        json.writeArrayFieldStart("mistakes");
        for (Mistake mistake : attempt.mistakes()) {
            RecordJson.write(json, mistake);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("changes");
        for (Change change : attempt.changes()) {
            RecordJson.write(json, change);
        }
        json.writeEndArray();
    }
}
