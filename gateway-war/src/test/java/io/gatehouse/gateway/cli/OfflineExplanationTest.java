package io.gatehouse.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.config.ConfigReader;
import io.gatehouse.gateway.config.GatewayConfig;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every filter that the file decides for, asked without a gateway. */
class OfflineExplanationTest {
    private static final String HANDSHAKE = "Connection: Upgrade,Upgrade: websocket,Sec-WebSocket-Version: 13";

    @SuppressWarnings("NullAway.Init")
    private GatewayConfig config;

    @BeforeEach
    void fromAFile() throws Exception {
        config = ConfigReader.read("f", """
                issuers: []
                tokenExchange: {keys: keys}
                upstreams:
                  u: {url: "http://u.test", audience: them}
                  many: {instances: [{url: "http://one.test"}, {url: "http://two.test"}]}
                routes:
                  - id: form
                    path: /form
                    methods: [POST]
                    upstream: u
                    access: public
                    limits: {uri: 20, contentTypes: [application/json], requestBody: 10 B}
                    cors: {origins: ["https://page.test"]}
                    compression: {}
                    securityHeaders: {frameOptions: SAMEORIGIN}
                    request: {headers: {set: {X-A: "1"}}}
                    response: {headers: {remove: [Server]}}
                    fallback: {upstream: many}
                  - {id: fixed, path: /fixed, answer: {body: "{}"}, access: public}
                  - {id: files, path: /files/**, allowInPath: [encodedSlash], upstream: u, access: public}
                  - {id: read, path: /read/**, methods: [GET], allowInPath: [encodedSlash], upstream: u, access: public}
                  - {id: own, path: /own, upstream: u, access: authenticated}
                  - {id: shut, path: /shut, upstream: u}
                  - {id: socket, path: /socket, upstream: many, access: public, webSocket: {maxMessage: 1 KiB}}
                """, name -> Optional.empty());
    }

    @Test
    void everyStepOfAGoodRequestIsToldInItsOrder() throws WrongUse {
        assertThat(explain(
                        "--method",
                        "POST",
                        "--path",
                        "/form",
                        "--body",
                        "5",
                        "--header",
                        "Content-Type: application/json"))
                .containsSequence(
                        "  cors: the answer says who may read it",
                        "  unrouted: route form",
                        "  requestLimit: within the limits of the route",
                        "  compression: the client does not want gzip",
                        "  authentication: no token is needed",
                        "  authorization: the route admits this client",
                        "  bodyLimit: a body may have up to 10 bytes",
                        "  webSocket: no WebSocket is asked for",
                        "  fallback: no fallback: the body can be sent only once",
                        "  transform: the request: 1 header rules, 0 JSON rules; the answer: 1 header rules, 0 JSON rules",
                        "  tokenExchange: no token goes to the upstream",
                        "  upstream: goes to u at http://u.test")
                .anyMatch(line -> line.startsWith("  securityHeaders: the answer gets "));
    }

    @Test
    void whatNoClientMaySendIsNotSeen() throws Exception {
        String file = """
                {issuers: [], tokenExchange: {keys: keys}, reservedHeaders: [%s], upstreams: {u: {url: "http://u.test"}},
                 routes: [{id: r, path: /r, upstream: u, compression: {}, access: public}]}""";
        String[] request = {"--path", "/r", "--header", "Accept-Encoding: gzip"};
        String unwanted = "  compression: the client does not want gzip";

        config = ConfigReader.read("f", file.formatted("Accept-Encoding"), name -> Optional.empty());
        assertThat(explain(request)).contains(unwanted);
        config = ConfigReader.read("f", file.formatted("X-User"), name -> Optional.empty());
        assertThat(explain(request)).doesNotContain(unwanted);
    }

    @Test
    void theRequestLimitsOfTheRouteHold() throws WrongUse {
        assertThat(last("--method", "POST", "--path", "/form?a=0123456789012345"))
                .isEqualTo("requestLimit: 414 URI_TOO_LONG, Path and query may have 20 characters.");
        assertThat(last("--method", "POST", "--path", "/form", "--body", "5", "--header", "Content-Type: text/plain"))
                .isEqualTo("requestLimit: 415 UNSUPPORTED_MEDIA_TYPE, Accepted here: application/json.");
    }

    @Test
    void aPreflightIsAnsweredForTheRouteThatItAsksAbout() throws WrongUse {
        String method = "Access-Control-Request-Method: POST";

        assertThat(last(
                        "--method",
                        "OPTIONS",
                        "--path",
                        "/form",
                        "--header",
                        method,
                        "--header",
                        "Origin: https://page.test"))
                .isEqualTo("cors: a preflight for route form");
        assertThat(last(
                        "--method",
                        "OPTIONS",
                        "--path",
                        "/form",
                        "--header",
                        method,
                        "--header",
                        "Origin: https://other.test"))
                .isEqualTo("cors: 403 FORBIDDEN, Pages of this origin may not use this.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/ready", "/.well-known/gateway-jwks.json"})
    void theGatewaysOwnAddressesAreKnown(String path) throws WrongUse {
        assertThat(last("--path", path)).isEqualTo("ownAnswers: one of the gateway's own addresses");
        assertThat(last("--method", "POST", "--path", path))
                .isEqualTo("ownAnswers: 405 METHOD_NOT_ALLOWED, only GET and HEAD are allowed here");
    }

    @Test
    void soAreThoseOfProblemsAndOfTheAdministration() throws WrongUse {
        assertThat(last("--path", "/problems/no-route")).isEqualTo("problemPages: the page of a problem type");
        assertThat(last("--path", "/problems/none"))
                .isEqualTo("problemPages: 404 NO_ROUTE, There is no problem of this type.");
        assertThat(last("--path", "/gateway/config"))
                .isEqualTo("admin: one of the gateway's own addresses, for those who run it");
    }

    @ParameterizedTest
    @CsvSource({
        "TRACE, /form, '501 METHOD_NOT_SUPPORTED, neither CONNECT nor TRACE is forwarded'",
        "GET, /form, '405 METHOD_NOT_ALLOWED, Allowed here: POST.'",
        "GET, /none, '404 NO_ROUTE, No route leads from this path to a service.'",
        "GET, /a;b, '400 BAD_REQUEST, The request is not accepted: it has a character that a path may not contain, at position 2.'"
    })
    void whatHasNoRouteEndsThere(String method, String path, String words) throws WrongUse {
        assertThat(last("--method", method, "--path", path)).isEqualTo("unrouted: " + words);
    }

    @Test
    void anOddPathIsTakenWhereTheRouteAllowsIt() throws WrongUse {
        assertThat(last("--method", "PUT", "--path", "/read/a%2fb"))
                .isEqualTo("unrouted: 405 METHOD_NOT_ALLOWED, Allowed here: GET, HEAD.");
        assertThat(last("--path", "/files;x/a%2fb")).startsWith("unrouted: 400 BAD_REQUEST, ");
        assertThat(explain("--path", "/files/a%2fb")).contains("route files", "  unrouted: route files");
        assertThat(last("--path", "/files/..%2Fown")).startsWith("unrouted: 400 BAD_REQUEST, ");
        assertThat(last("--path", "/own%2Fa")).startsWith("unrouted: 400 BAD_REQUEST, ");
    }

    @Test
    void optionsThatGoNoFurtherAreAnswered() throws WrongUse {
        assertThat(last("--method", "OPTIONS", "--path", "*")).isEqualTo("hopLimit: OPTIONS that goes no further");
        assertThat(last("--method", "OPTIONS", "--path", "/own", "--header", "Max-Forwards: 0"))
                .isEqualTo("hopLimit: OPTIONS that goes no further");
    }

    @Test
    void compressionIsForThoseWhoTakeIt() throws WrongUse {
        assertThat(explain("--method", "POST", "--path", "/form", "--header", "Accept-Encoding: gzip"))
                .contains("  compression: the answer is compressed if its type and length are worth it");
    }

    @Test
    void aHandshakeIsChecked() throws WrongUse {
        String key = ",Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";

        assertThat(explain(handshake(HANDSHAKE + key)))
                .contains(
                        "  webSocket: a WebSocket handshake; messages of up to 1024 bytes",
                        "  upstream: goes to many at http://one.test or http://two.test");
        assertThat(last(handshake(HANDSHAKE)))
                .isEqualTo("webSocket: 400 BAD_REQUEST, Sec-WebSocket-Key is not 16 bytes in Base64.");
        assertThat(last(handshake(HANDSHAKE.replace("13", "8") + key)))
                .isEqualTo("webSocket: 426 WEBSOCKET_VERSION, The gateway speaks WebSocket version 13.");
    }

    @Test
    void anAnswerInPlaceOfAnUpstreamEndsIt() throws WrongUse {
        assertThat(last("--path", "/fixed")).isEqualTo("answer: the route has an answer of its own");
    }

    @Test
    void whatStandsInIsTold() throws WrongUse {
        assertThat(explain("--method", "POST", "--path", "/form"))
                .contains(
                        "  fallback: the upstream many is asked when this one could not be: the request is to be carried out once");
    }

    @Test
    void theTokenForTheUpstreamIsTold() throws WrongUse {
        String told = "  tokenExchange: a token for them goes to the upstream in place of the client's";

        assertThat(explain("--path", "/own", "--authenticated")).contains(told);
        assertThat(explain("--path", "/own", "--header", "Authorization: Bearer x"))
                .contains(told);
        assertThat(explain("--method", "POST", "--path", "/form", "--header", "Authorization: Basic x"))
                .contains("  tokenExchange: the client's credentials go to the upstream as they are");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Digest x", "Bearer", "Basic x", "x"})
    void whatIsNoBearerTokenIsNone(String authorization) throws WrongUse {
        String field = "Authorization: " + authorization;

        assertThat(last("--path", "/own", "--header", field))
                .isEqualTo("authentication: 401 TOKEN_MISSING, a Bearer token is needed");
        assertThat(last("--path", "/files/a", "--header", field, "--header", field))
                .isEqualTo("authentication: 401 TOKEN_MISSING, a Bearer token is needed");
        assertThat(explain("--path", "/files/a", "--header", field))
                .doesNotContain("  tokenExchange: a token for them goes to the upstream in place of the client's");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "--authenticated", "--header,Authorization: Bearer x", "--header,Authorization: Basic x"})
    void aRouteForNobodyAsksForNoToken(String options) throws WrongUse {
        String[] described = options.isEmpty() ? new String[0] : options.split(",", -1);

        assertThat(explain(Stream.concat(Stream.of("--path", "/shut"), Stream.of(described))
                        .toArray(String[]::new)))
                .containsSequence(
                        "  authentication: no token is needed",
                        "  authorization: 403 FORBIDDEN, Nobody may use this: its access is not configured, or deny.");
    }

    @Test
    void ofSeveralTokensNoneIsTaken() throws WrongUse {
        String field = "Authorization: Bearer x";

        assertThat(last("--path", "/own", "--header", field, "--header", field))
                .isEqualTo("authentication: 401 TOKEN_INVALID, the token is not accepted: it is not one Bearer token");
    }

    @Test
    void anyLettersOfItsSchemeAreABearerToken() throws WrongUse {
        assertThat(explain("--path", "/own", "--header", "Authorization: bEARER x"))
                .contains(
                        "  authentication: if the token is good; only the gateway can tell",
                        "  tokenExchange: a token for them goes to the upstream in place of the client's");
    }

    @Test
    void whatTheFileCannotTellIsSaidInOneLine() throws WrongUse {
        assertThat(explain("--path", "/own", "--authenticated"))
                .filteredOn(line -> line.contains("only the running gateway can tell"))
                .singleElement()
                .asString()
                .contains("rate limits", "what is cached", "how the upstreams are", "shutting down");
    }

    private static String[] handshake(String fields) {
        return ("--path,/socket," + fields.replaceAll("(^|,)", "$1--header,")).split(",", -1);
    }

    /** The last step that is told, without its indentation. */
    private String last(String... options) throws WrongUse {
        List<String> lines = explain(options);
        return lines.get(lines.size() - 2).strip();
    }

    private List<String> explain(String... options) throws WrongUse {
        return OfflineExplanation.of(config, Description.of(List.of(options)));
    }
}
