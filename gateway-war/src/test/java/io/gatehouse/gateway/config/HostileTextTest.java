package io.gatehouse.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Files that would exhaust the reader, or mean something else to it than to people. */
class HostileTextTest {
    private static final String LEAST = "{issuers: [], tokenExchange: {keys: k}, upstreams: {}, routes: []}";

    @Test
    void theLimitsLeaveWhatPeopleWrite() throws Exception {
        String aliases = """
                issuers: []
                tokenExchange: {keys: k}
                upstreams:
                  one: &up {url: "http://h"}
                  two: *up
                routes:
                  - {id: a, path: /a, upstream: one, access: &admins {roles: [admin]}}
                  - {id: b, path: /b, upstream: two, access: *admins}
                """;

        GatewayConfig config = ConfigReader.read("f", aliases, name -> Optional.empty());

        assertThat(config.routes().get(1).access())
                .isEqualTo(config.routes().get(0).access());
        assertThat(config.upstreams()).containsOnlyKeys("one", "two");
        assertThat(ConfigReader.read("f", "\uFEFF" + LEAST, name -> Optional.empty())
                        .routes())
                .isEmpty();
    }

    @Test
    void aFileThatIsTooLargeIsNotReadToItsEnd() throws IOException {
        byte[] endless = new byte[ConfigText.LIMIT + 10_000];
        ByteArrayInputStream in = new ByteArrayInputStream(endless);

        assertThat(errors(ConfigText.from(in))).containsExactly("f:1:1: the file is larger than 4 MiB");
        assertThat(in.available()).isEqualTo(9_999);
    }

    @Test
    void bytesThatAreNoTextAreNamedWithTheirPlace() throws IOException {
        byte[] latin = "issuers: []\nname: J\u00FCrgen\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(errors(ConfigText.from(new ByteArrayInputStream(latin))))
                .containsExactly("f:2:8: not UTF-8: the byte 0xfc");
    }

    @Test
    void anIncompleteCharacterAtTheEndIsNoText() throws IOException {
        byte[] cut = {'a', ':', ' ', (byte) 0xE2, (byte) 0x82};

        assertThat(errors(ConfigText.from(new ByteArrayInputStream(cut))))
                .containsExactly("f:1:4: not UTF-8: the byte 0xe2");
    }

    @Test
    void deepNestingIsRefusedBeforeItExhaustsTheStack() {
        assertThat(errors("issuers: " + "[".repeat(100_000))).containsExactly("f:1:41: is nested deeper than 32");
        assertThat(errors("- ".repeat(50_000) + "a")).containsExactly("f:1:65: is nested deeper than 32");
        assertThat(errors("{a: ".repeat(50_000))).singleElement().asString().contains("nested deeper than 32");
    }

    @Test
    void aliasesOfAliasesDoNotGrow() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 30; i++) {
            String before = "*a" + (i - 1);
            bomb.append(
                    "a" + i + ": &a" + i + " [" + String.join(", ", List.of(before, before, before, before)) + "]\n");
        }

        assertThat(errors(bomb.toString())).containsExactly("f:27:12: there are more than 100 aliases");
    }

    @Test
    void anAliasInsideItsOwnAnchorHasNoEnd() {
        assertThat(errors("a: &a\n  b: [1, *a]\n"))
                .containsExactly("f:2:10: the alias *a stands inside what it stands for");
    }

    @Test
    void mergeKeysAreNotTakenForKeysOfTheSection() {
        String merge = """
                issuers: []
                tokenExchange: {keys: k}
                upstreams: {u: &u {url: "http://h"}, v: {<<: *u}}
                routes: []
                """;

        assertThat(errors(merge))
                .contains("f:3:42: upstreams.v: merge keys are not YAML 1.2; use an alias for a whole value");
    }

    @Test
    void severalDocumentsUnknownAnchorsAndControlCharactersAreNotYaml() {
        assertThat(errors(LEAST + "\n---\n" + LEAST)).singleElement().asString().startsWith("f:2:1: not YAML");
        assertThat(errors("a: *nobody")).singleElement().asString().startsWith("f:1:4: not YAML");
        assertThat(errors("a: \u0000")).singleElement().asString().contains("not YAML");
        assertThat(errors("a:\n\tb: 1")).singleElement().asString().startsWith("f:2:1: not YAML");
    }

    private static List<String> errors(String text) {
        return errors(ConfigText.of(text));
    }

    private static List<String> errors(ConfigText text) {
        return catchThrowableOfType(ConfigException.class, () -> ConfigReader.read("f", text, name -> Optional.empty()))
                .errors();
    }
}
