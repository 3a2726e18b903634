package io.gatehouse.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.config.Secret;
import io.gatehouse.gateway.pipeline.Json;
import io.gatehouse.gateway.routing.Access;
import io.gatehouse.gateway.routing.Route;
import io.gatehouse.gateway.routing.Routes;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordJsonTest {
    record Part(int number, boolean yes) {}

    record Whole(
            String text,
            Duration time,
            URI url,
            Secret secret,
            Optional<String> maybe,
            Optional<String> not,
            @Nullable String nothing,
            List<Part> parts,
            Map<String, Part> named) {}

    @Test
    void writesWhateverRecordsConsistOf() {
        Whole whole = new Whole(
                "a\"b",
                Duration.ofSeconds(90),
                URI.create("http://h"),
                new Secret("hunter2"),
                Optional.of("m"),
                Optional.empty(),
                null,
                List.of(new Part(1, true)),
                Map.of("b", new Part(2, false), "a", new Part(3, false)));

        assertThat(json(whole)).isEqualTo("""
                {"record":{"text":"a\\"b","time":"PT1M30S","url":"http://h","secret":"(secret)","maybe":"m","not":null,\
                "nothing":null,"parts":[{"number":1,"yes":true}],\
                "named":{"a":{"number":3,"yes":false},"b":{"number":2,"yes":false}}}}""");
    }

    @Test
    void namesTheKindWhereThereAreSeveral() {
        assertThat(json(Routes.route("r", "/a/**", new Access.Granted(Set.of("admin"), Set.of()), "GET")))
                .contains(
                        "\"id\":\"r\"",
                        "\"path\":{\"is\":\"PathUnder\",\"prefix\":\"/a\"}",
                        "\"methods\":{\"is\":\"MethodIn\",\"methods\":[\"GET\"]}",
                        "\"access\":{\"is\":\"Granted\",\"roles\":[\"admin\"],\"scopes\":[]}",
                        "\"total\":\"PT5S\"");
    }

    @Test
    void aTimeThatNeverEndsIsNone() {
        assertThat(json(Route.Timeouts.DEFAULT))
                .isEqualTo(
                        "{\"record\":{\"connect\":\"PT1S\",\"firstByte\":\"none\",\"total\":\"PT30S\",\"idle\":\"PT5M\"}}");
    }

    private static String json(Record record) {
        return new String(
                Json.object(json -> {
                    json.writeFieldName("record");
                    RecordJson.write(json, record);
                }),
                StandardCharsets.UTF_8);
    }
}
