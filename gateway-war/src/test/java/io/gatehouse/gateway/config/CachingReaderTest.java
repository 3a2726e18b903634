package io.gatehouse.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class CachingReaderTest {
    private static final String STICKY = """
            issuers: []
            tokenExchange: {keys: k}
            upstreams:
              a:
                instances: [{url: "http://a"}, {url: "http://b"}]
                loadBalancer: {policy: sticky, cookie: at}
              b: {url: "http://c"}
            routes:
              - {id: one, path: /one, upstream: a, cache: off}
              - {id: two, path: /two, upstream: b, cache: {}, fallback: {upstream: a}}
            """;

    @Test
    void theCookieOfAStickyUpstreamIsNotStored() {
        ConfigException wrong =
                catchThrowableOfType(ConfigException.class, () -> read(STICKY.replace("cache: off", "cache: {}")));

        assertThat(wrong)
                .hasMessageContaining(
                        "test:9:47: routes[0].cache: cannot be used with an upstream that is sticky by cookie");
    }

    @Test
    void whatIsNeverStoredMayBeSticky() throws ConfigException {
        assertThat(read(STICKY).routes()).hasSize(2);
        assertThat(read(STICKY.replace("cookie: at", "header: at").replace("cache: off", "cache: {}"))
                        .routes())
                .as("sticky by header marks no answer")
                .hasSize(2);
    }

    private static GatewayConfig read(String text) throws ConfigException {
        return ConfigReader.read("test", text, name -> Optional.empty());
    }
}
