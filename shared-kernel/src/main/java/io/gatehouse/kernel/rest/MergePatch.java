package io.gatehouse.kernel.rest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.kernel.json.Json;
import io.gatehouse.kernel.problem.InvalidJsonMapper;
import io.gatehouse.kernel.problem.ProblemException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.util.Set;

/** A JSON Merge Patch (RFC 7396): the members that change, null for those that go. */
public final class MergePatch {
    /** The media type of a JSON Merge Patch. */
    public static final String MEDIA_TYPE = "application/merge-patch+json";

    private final JsonNode patch;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    MergePatch(JsonNode patch) {
        this.patch = patch;
    }

    /**
     * What a record becomes. Only what is a component of the record can be patched; anything else is refused as unknown.
     *
     * @param current what a client may set, as it is now
     * @throws ProblemException with 400 when the patch gives a member a wrong type or is about one that is not there
     * @throws ConstraintViolationException when the outcome is not valid
     */
    public <T extends Record> T applyTo(T current, Validator validator) {
        T patched = read(merge(Json.STRICT.valueToTree(current), patch), current);
        Set<ConstraintViolation<T>> violations = validator.validate(patched);
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
        return patched;
    }

    @SuppressWarnings("unchecked") // the class of a T
    private static <T extends Record> T read(JsonNode tree, T like) {
        try {
            return Json.STRICT.treeToValue(tree, (Class<T>) like.getClass());
        } catch (JsonProcessingException invalid) {
            throw new ProblemException(InvalidJsonMapper.problem(invalid));
        }
    }

    /** The pseudocode of RFC 7396, section 2. */
    private static JsonNode merge(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode members)) {
            return patch;
        }
        ObjectNode merged = target instanceof ObjectNode object ? object : Json.STRICT.createObjectNode();
        members.properties().forEach(member -> {
            if (member.getValue().isNull()) {
                merged.remove(member.getKey());
            } else {
                merged.set(member.getKey(), merge(merged.path(member.getKey()), member.getValue()));
            }
        });
        return merged;
    }
}
