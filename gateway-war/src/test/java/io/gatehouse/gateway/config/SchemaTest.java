package io.gatehouse.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Holds the JSON Schema, the records and the reader in step: what one of them knows, all know. */
@NullUnmarked // A key that is missing fails the test by itself.
class SchemaTest {
    /** Every key that there is. */
    private static final String EVERYTHING = """
            issuers:
              - {issuer: i, audience: a, jwks: "http://h/jwks", algorithms: [ES256], clockSkew: 1s}
            tokenExchange: {issuer: i, lifetime: 1m, keys: data}
            limits: {requestBody: 1 MiB}
            timeouts: {connect: 1s, total: 2s}
            admin: {operator: [operator], reader: [reader]}
            upstreams:
              u: {url: "http://h", audience: a, health: /health}
            routes:
              - id: r
                path: /a/**
                methods: [GET]
                upstream: u
                stripPrefix: /a
                access: {roles: [admin]}
                limits: {requestBody: 2 MiB}
                timeouts: {total: 3s}
            """;

    private static final String SHIPPED = read("routes.yaml");
    private static final String SCHEMA = read("routes.schema.json");

    private final SchemaWalk walk = new SchemaWalk((Map<?, ?>) yaml(SCHEMA));

    @Test
    void everyObjectHasTheKeysOfItsRecord() {
        assertThat(walk.differencesTo(GatewayConfig.class)).isEmpty();
    }

    @Test
    void theReaderKnowsEveryKey() throws ConfigException {
        assertThat(walk.keysMissingIn(yaml(EVERYTHING)))
                .as("keys of the schema that the text with every key lacks")
                .isEmpty();
        assertThat(ConfigReader.read("all.yaml", EVERYTHING, name -> Optional.empty())
                        .routes())
                .isNotEmpty();
    }

    @Test
    void aKeyThatIsForgottenSomewhereIsSeen() {
        SchemaWalk other = new SchemaWalk((Map<?, ?>) yaml(SCHEMA.replace("\"clockSkew\":", "\"skew\":")));

        assertThat(other.differencesTo(GatewayConfig.class))
                .singleElement()
                .asString()
                .startsWith(".issuers[]: schema [algorithms");
        assertThat(other.keysMissingIn(yaml(EVERYTHING))).containsExactly(".issuers[].skew");
        assertThat(walk.keysMissingIn(yaml(EVERYTHING.replace("access: {roles: [admin]}", "access: public"))))
                .containsExactly(".routes[].access.roles");
    }

    @Test
    void noObjectTakesUnknownKeys() {
        assertThat(walk.objectsThatTakeAnyKey()).isEmpty();
    }

    @Test
    void aValidatorAcceptsWhatTheReaderAccepts() {
        assertThat(validate(SHIPPED)).isEmpty();
        assertThat(validate(EVERYTHING)).isEmpty();
    }

    @Test
    void aValidatorRefusesAnUnknownKeyWhereverItStands() {
        assertThat(validate(EVERYTHING.replace("clockSkew", "clockskew"))).isNotEmpty();
        assertThat(validate(EVERYTHING.replace("stripPrefix", "stripprefix"))).isNotEmpty();
        assertThat(validate(EVERYTHING.replace("reader:", "readers:"))).isNotEmpty();
        assertThat(validate(EVERYTHING.replace("upstream: u", ""))).isNotEmpty();
    }

    private static List<Error> validate(String yaml) {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SCHEMA, InputFormat.JSON);
        return schema.validate(new ObjectMapper().valueToTree(yaml(yaml)));
    }

    private static Object yaml(String text) {
        // JSON is YAML.
        return new Load(LoadSettings.builder().build()).loadFromString(text);
    }

    private static String read(String name) {
        try {
            return Files.readString(Path.of("../server-config/gateway", name));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
