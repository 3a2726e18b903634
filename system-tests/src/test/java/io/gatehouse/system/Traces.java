package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.system.Client.Answer;
import io.gatehouse.system.Collector.Recorded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is recorded of requests and events when telemetry is switched on. */
interface Traces {
    ObjectMapper JSON = new ObjectMapper();
    Duration CHECK = Duration.ofMillis(200);
    Pattern SWITCH = Pattern.compile("\\b(OTEL_[A-Z_]+)=(\\S+)");

    /** Of the half of all traces that is recorded, and of the other. */
    String RECORDED = "0000000000000001";

    String UNRECORDED = "7fffffffffffffff";

    Product product();

    Collector collector();

    /** Where the users service listens. */
    URI usersPastTheGateway(String path);

    /** As the document says, but for the address and the share; and in a hurry. */
    static Map<String, String> switchedOn(Collector collector) throws IOException {
        String page = Files.readString(Path.of(Product.home("docs/observability.md")));
        Map<String, String> environment = new HashMap<>();
        SWITCH.matcher(page).results().forEach(found -> environment.put(found.group(1), found.group(2)));
        assertThat(environment)
                .containsOnlyKeys(
                        "OTEL_SDK_DISABLED",
                        "OTEL_EXPORTER_OTLP_PROTOCOL",
                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                        "OTEL_TRACES_SAMPLER",
                        "OTEL_TRACES_SAMPLER_ARG");
        environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", collector.address());
        environment.put("OTEL_TRACES_SAMPLER_ARG", "0.5");
        environment.put("OTEL_BSP_SCHEDULE_DELAY", "200");
        return environment;
    }

    @Test
    default void anOrderIsOneTraceFromTheGatewayThroughServicesAndBroker() {
        String trace = trace(RECORDED);
        String item = new Shop(product()).sell("Shelf", "30.00", 5);
        Client alice = Client.newUser(product());

        Answer placed = Shop.order(alice.within(trace), item, 1);

        String gateway = spanOfTheGateway(trace);
        String toTheNotification = gateway
                + " > orders SERVER"
                + " > orders PRODUCER send order.events > products CONSUMER process order.events"
                + " > products PRODUCER send product.events > orders CONSUMER process product.events"
                + " > orders PRODUCER send order.events > notifications CONSUMER process order.events";
        String toThePrice = gateway + " > orders SERVER > orders CLIENT > products SERVER";
        assertThat(placed.status()).as(placed.toString()).isEqualTo(201);
        assertThat(ways(trace, toTheNotification)).contains(toTheNotification);
        assertThat(ways(trace, toThePrice))
                .contains(toThePrice)
                .allSatisfy(way -> assertThat(way).startsWith(gateway + " > orders SERVER"));
    }

    @Test
    default void aTraceOutsideTheRecordedShareIsRecordedNowhere() {
        String unrecorded = trace(UNRECORDED);
        String recorded = trace(RECORDED);
        Client alice = Client.newUser(product());

        alice.within(unrecorded).postText("/api/tasks", "{\"title\":\"Unseen\"}");
        alice.within(recorded).postText("/api/tasks", "{\"title\":\"Seen\"}");

        String published = spanOfTheGateway(recorded) + " > tasks SERVER > tasks PRODUCER send task.events";
        assertThat(ways(recorded, published)).contains(published);
        assertThat(spans(unrecorded)).isEmpty();
    }

    @Test
    default void servicesRecordAndNeitherTheGatewayNorAProbeOfHealthIsSeen() {
        String probe = trace(RECORDED);
        String request = trace(RECORDED);
        Client alice = Client.newUser(product());

        Answer health = Client.anonymous(product()).within(probe).get(usersPastTheGateway("/health/database"));
        alice.within(request).get("/api/users/me");

        String asked = spanOfTheGateway(request) + " > users SERVER";
        assertThat(health.status()).isEqualTo(200);
        assertThat(ways(request, asked)).containsExactly(asked);
        assertThat(spans(probe)).isEmpty();
        assertThat(collector().spans()).extracting(Recorded::service).isSubsetOf(Events.SERVICES);
    }

    private static String trace(String end) {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 16) + end;
    }

    private List<Recorded> spans(String trace) {
        return collector().spans().stream()
                .filter(span -> span.trace().equals(trace))
                .toList();
    }

    /**
     * How one comes to each span from the one that nobody has recorded, as soon as the expected way is there and all begin
     * like it: one service may send a span before another sends that from which it came.
     */
    private List<String> ways(String trace, String expected) {
        String beginning = expected.substring(0, expected.indexOf('>'));
        List<String> ways = List.of();
        for (int i = 0;
                i < 450 && !(ways.contains(expected) && ways.stream().allMatch(way -> way.startsWith(beginning)));
                i++) {
            Client.pause(CHECK);
            ways = ways(spans(trace));
        }
        return ways;
    }

    private static List<String> ways(List<Recorded> spans) {
        Map<String, Recorded> byId = spans.stream().collect(Collectors.toMap(Recorded::span, span -> span));
        return spans.stream().map(span -> way(span, byId)).toList();
    }

    private static String way(Recorded last, Map<String, Recorded> byId) {
        Deque<String> way = new ArrayDeque<>();
        Recorded span = last;
        String parent = last.span();
        while (span != null) {
            boolean message = span.kind().equals("PRODUCER") || span.kind().equals("CONSUMER");
            way.addFirst(span.service() + " " + span.kind() + (message ? " " + span.name() : ""));
            parent = span.parent();
            span = byId.get(parent);
        }
        way.addFirst(parent);
        return String.join(" > ", way);
    }

    /** The gateway records no span; its access log says which one it would be. */
    private String spanOfTheGateway(String trace) {
        Path log = product().directory().resolve("data/log/access.log");
        for (int i = 0; i < 300; i++) {
            try {
                for (String line : Logs.wholeLines(log)) {
                    JsonNode entry = JSON.readTree(line);
                    if (entry.path("trace").asText().equals(trace)) {
                        return entry.path("span").asText();
                    }
                }
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            Client.pause(CHECK);
        }
        throw new AssertionError("no line about " + trace);
    }
}
