package io.gatehouse.gateway.admin;

import io.gatehouse.gateway.pipeline.Response;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.ToIntFunction;

/** Takes answers out of the response cache: those of a URL, of a path and all below it, of a route, or all. */
public final class PurgeResource implements AdminResource {
    private final Map<String, ToIntFunction<String>> purges;

    /** @param purges what goes, by the name of the parameter that names it; each says how many went */
    public PurgeResource(Map<String, ToIntFunction<String>> purges) {
        this.purges = Map.copyOf(purges);
    }

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public String path() {
        return "/gateway/cache/purge";
    }

    @Override
    public AdminRole role() {
        return AdminRole.OPERATOR;
    }

    @Override
    public CompletionStage<Response> answer(AdminCall call) throws BadCall {
        Map<String, String> asked = call.parameters(purges.keySet());
        if (asked.size() != 1) {
            throw new BadCall("One of the parameters " + String.join(", ", sorted(purges.keySet())) + " is needed.");
        }
        Map.Entry<String, String> one = asked.entrySet().iterator().next();
        ToIntFunction<String> purge = purges.get(one.getKey());
        int purged = purge == null ? 0 : purge.applyAsInt(one.getValue());
        return Answers.now(json -> json.writeNumberField("purged", purged));
    }

    private static Iterable<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }
}
