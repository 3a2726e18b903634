package io.gatehouse.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gatehouse.gateway.forward.ForwardedHeaders;
import io.gatehouse.gateway.forward.HopByHopHeaders;
import io.gatehouse.gateway.routing.Access;
import io.gatehouse.gateway.routing.Route;
import io.gatehouse.gateway.rules.JsonRule;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may not stand in a route, and what is said about it. */
class RuleMistakesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "access: {}                                | access: names neither roles nor scopes",
                "access: {scopes: []}                      | access.scopes: names no scope",
                "access: {scopes: ['a b']}                 | access.scopes[0]: is not a scope",
                "access: {role: [a]}                       | access.role: unknown key (did you mean roles?)",
                "allowInPath: [dotSegments]                | allowInPath[0]: is none of encodedSlash, matrixParameters: dotSegments",
                "when: {hosts: ['a:80']}                   | when.hosts[0]: is not a host",
                "when: {hosts: ['a.*.test']}               | when.hosts[0]: is not a host",
                "when: {headers: {'X A': b}}               | when.headers.X A: is not a name",
                "when: {headers: {X-A: []}}                | when.headers.X-A: names no value",
                "when: {headers: {X-A: {b: c}}}            | when.headers.X-A: must be a single value",
                "when: {headers: {x_user: '*'}}            | when.headers.x_user: is dropped from all requests before",
                "when: {headers: {X-Auth-Email: '*'}}      | when.headers.X-Auth-Email: is dropped from all requests before",
                "when: {after: tomorrow}                   | when.after: is not a time such as",
                "when: {after: 2030-01-01T00:00:00Z, before: 2029-01-01T00:00:00Z} | when.before: is not after",
                "when: {weight: {group: g, share: -1}}     | when.weight.share: is not a whole number",
                "when: {weight: {share: 1}}                | when.weight.group: is missing",
                "when: {weights: {}}                       | when.weights: unknown key (did you mean weight?)",
                "rewrite: {path: /x, addPrefix: /y}        | rewrite.addPrefix: is put before a path",
                "rewrite: {path: '/x/{other}'}             | rewrite.path: the path of the route has no variable {other}",
                "rewrite: {path: '/x{id}'}                 | rewrite.path: may have a wildcard only",
                "rewrite: {path: '/x/../y'}                | rewrite.path: has a dot segment",
                "stripPrefix: /a, rewrite: {path: /x}      | stripPrefix: strips a path that rewrite.path replaces",
                "rewrite: {query: {set: {a: '{b}'}}}       | rewrite.query.set.a: the path of the route has no variable {b}",
                "request: {headers: {set: {'A B': c}}}     | request.headers.set.A B: is not the name of a header field",
                "request: {headers: {set: {A: \"b\\r\\nC: d\"}}} | request.headers.set.A: may have printable US-ASCII",
                "request: {headers: {set: {A: 'ü'}}}       | request.headers.set.A: may have printable US-ASCII",
                "request: {headers: {rename: {A: Host}}}   | request.headers.rename.A: is for the gateway alone",
                "request: {headers: {rename: {Host: A}}}   | request.headers.rename.Host: is for the gateway alone",
                "response: {headers: {remove: [X-Request-Id]}} | response.headers.remove[0]: is for the gateway alone",
                "request: {json: [{set: /a}]}              | request.json[0].value: is missing",
                "request: {json: [{set: a, value: 1}]}     | request.json[0].set: a JSON Pointer begins with a slash",
                "request: {json: [{remove: ''}]}           | request.json[0].remove: points at the whole document",
                "request: {json: [{move: /a, to: /a/b}]}   | request.json[0].to: lies within what is moved",
                "request: {json: [{copy: /a, to: /a/b}]}   | request.json[0].to: lies within what is copied",
                "request: {json: [{copy: /a}]}             | request.json[0].to: is missing",
                "request: {json: [{convert: /a, as: date}]} | request.json[0].as: is none of text, number, list: date",
                "request: {json: [{convert: /a}]}          | request.json[0].as: is missing",
                "request: {json: [{translate: /a}]}        | request.json[0].words: names no word",
                "request: {json: [{each: a, json: []}]}    | request.json[0].each: a JSON Pointer begins with a slash",
                "request: {json: [{each: /a}]}             | request.json[0].json: is missing",
                "request: {json: [{each: /a, json: [{drop: /b}]}]} | request.json[0].json[0].remove: is missing",
                "request: {formAsJson: yes}                | request.formAsJson: is neither true nor false: yes",
                "request: {headers: {setIfAbsent: {Host: a}}} | request.headers.setIfAbsent.Host: is for the gateway alone",
                "rewrite: {method: PATCH}                  | methods: must be of DELETE, PATCH, POST and PUT",
                "methods: [GET, PUT], rewrite: {method: PATCH} | methods: must be of DELETE, PATCH, POST and PUT",
                "methods: [PUT], rewrite: {method: GET}    | rewrite.method: is none of DELETE, PATCH, POST, PUT: GET",
                "answer: {body: b}                         | upstream: stands beside answer, for which no upstream is asked",
                "answer: {status: 99, body: b}             | answer.status: is not a whole number from 200 to 599: 99",
                "answer: {}                                | answer.body: is missing",
                "answer: {body: b}, rewrite: {path: /x}    | rewrite: stands beside answer",
                "request: {json: [{drop: /a}]}             | request.json[0].remove: is missing",
                "cors: {}                                  | cors.origins: names no origin",
                "cors: {origins: [app.test]}               | cors.origins[0]: is not an origin",
                "cors: {origins: ['https://a.test/']}      | cors.origins[0]: is not an origin",
                "cors: {origins: ['https://*']}            | cors.origins[0]: is not an origin",
                "cors: {origins: ['*'], credentials: true} | cors.credentials: may not go to every origin",
                "cors: {origins: ['*'], credentials: yes}  | cors.credentials: is neither true nor false",
                "compression: {types: [json]}              | compression.types[0]: is not a media type",
                "compression: on                           | compression: must be a mapping",
                "securityHeaders: {frameOptions: ALLOW}    | securityHeaders.frameOptions: is neither none nor one of",
                "limits: {contentTypes: ['*/json']}        | limits.contentTypes[0]: is not a media type"
            })
    void isToldWithItsPlace(String keys, String message) {
        assertThat(errors(keys)).anySatisfy(error -> assertThat(error).contains("routes[0]." + message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "authorization",
                "Host",
                "Connection",
                "Content-Length",
                "Transfer-Encoding",
                "X-Forwarded-For",
                "x_forwarded_for",
                "X_Request_Id",
                "Forwarded",
                "TE",
                "Via"
            })
    void noRuleForRequestsTouchesWhatIsAboutTheConnectionOrTheClient(String name) {
        for (String rule :
                List.of("set: {%s: a}", "add: {%s: a}", "remove: [%s]", "rename: {X-A: %s}", "rename: {%s: X-A}")) {
            assertThat(errors("request: {headers: {" + rule.formatted(name) + "}}"))
                    .as(rule)
                    .hasSize(1);
        }
    }

    @Test
    void theNamesThatRulesMayNotTouchAreThoseThatForwardingReserves() {
        for (String name : List.of(
                "TE",
                "Upgrade",
                "Trailer",
                "Connection",
                "Keep-Alive",
                "HTTP2-Settings",
                "Proxy-Connection",
                "Transfer-Encoding",
                "Proxy-Authenticate",
                "Proxy-Authorization",
                "Proxy-Authentication-Info",
                "X-Forwarded-Anything",
                "Forwarded",
                "X-Request-Id",
                "X-Real-IP")) {
            assertThat(HopByHopHeaders.contains(name) || ForwardedHeaders.isReserved(name))
                    .as(name)
                    .isTrue();
            assertThat(errors("request: {headers: {remove: [" + name + "]}}"))
                    .as(name)
                    .hasSize(1);
            assertThat(errors("when: {headers: {" + name + ": '*'}}")).as(name).hasSize(1);
        }
    }

    @Test
    void noRouteAsksForAFieldThatIsDroppedBeforeRoutesAreAsked() throws ConfigException {
        for (String name : List.of("Host", "expect", "X_Forwarded_For", "Remote-User")) {
            assertThat(errors("when: {headers: {" + name + ": a}}"))
                    .as(name)
                    .containsExactly("routes.yaml:6:" + (62 + name.length()) + ": routes[0].when.headers." + name
                            + ": is dropped from all requests before any route is asked");
        }
        for (String name : List.of("Authorization", "Content-Length", "Date", "Via", "X-Users")) {
            assertThat(route("when: {headers: {" + name + ": a}}").when().headers())
                    .as(name)
                    .hasSize(1);
        }
    }

    @Test
    void anIssuerStandsInTheFileOnce() {
        String twice =
                "[{issuer: i, audience: a, jwks: \"http://h/a\"}, {issuer: i, audience: b, jwks: \"http://h/b\"}]";

        assertThat(catchThrowableOfType(
                                ConfigException.class,
                                () -> read(text("access: public").replace("issuers: []", "issuers: " + twice)))
                        .errors())
                .singleElement()
                .asString()
                .contains("issuers[1].issuer: stands here twice: i");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "roles: user            | roles: must be a list",
                "roles: ['']            | roles[0]: is empty",
                "subjectPrefix: \"\"     | subjectPrefix: is not 1 to 32 visible US-ASCII characters",
                "subjectPrefix: 'a b'   | subjectPrefix: is not 1 to 32 visible US-ASCII characters: a b",
                "subjectPrefix: aaaaaaaaaabbbbbbbbbbccccccccccddd | subjectPrefix: is not 1 to 32 visible",
                "role: [user]           | role: unknown key (did you mean roles?)"
            })
    void whatAnIssuerMaySayIsToldWithItsPlace(String keys, String message) {
        assertThat(catchThrowableOfType(ConfigException.class, () -> read(issuer(keys)))
                        .errors())
                .singleElement()
                .asString()
                .contains("issuers[0]." + message);
    }

    @ParameterizedTest
    @CsvSource({"p:, p:", "p:, p:q:", "p:q:, p:"})
    void prefixesThatDoNotTellIssuersApartAreAMistake(String first, String second) {
        String two = "[{issuer: i, audience: a, jwks: \"http://h/a\", subjectPrefix: '" + first
                + "'}, {issuer: j, audience: a, jwks: \"http://h/b\", subjectPrefix: '" + second + "'}]";

        assertThat(catchThrowableOfType(
                                ConfigException.class,
                                () -> read(text("access: public").replace("issuers: []", "issuers: " + two)))
                        .errors())
                .singleElement()
                .asString()
                .contains("issuers[1].subjectPrefix: does not tell this issuer's subjects from another's: " + second);
    }

    @Test
    void anIssuerMaySayEverythingUnlessTheFileSaysLess() throws ConfigException {
        GatewayConfig.Issuer usual = read(issuer("clockSkew: 1s")).issuers().get(0);
        GatewayConfig.Issuer less = read(issuer("roles: [user, user], subjectPrefix: 'p:'"))
                .issuers()
                .get(0);
        GatewayConfig.Issuer none = read(issuer("roles: []")).issuers().get(0);

        assertThat(usual.heard(List.of("user", "admin"))).containsExactly("user", "admin");
        assertThat(usual.subjectPrefix()).isEmpty();
        assertThat(less.heard(List.of("admin", "user"))).containsExactly("user");
        assertThat(less.subjectPrefix()).isEqualTo("p:");
        assertThat(none.heard(List.of("user"))).isEmpty();
    }

    private static String issuer(String keys) {
        return text("access: public")
                .replace("issuers: []", "issuers: [{issuer: i, audience: a, jwks: \"http://h/a\", " + keys + "}]");
    }

    @Test
    void rolesAndScopesMayStandTogether() throws ConfigException {
        assertThat(route("access: {roles: [a], scopes: ['x:y']}").access())
                .isEqualTo(new Access.Granted(Set.of("a"), Set.of("x:y")));
        assertThat(route("access: deny").access()).isEqualTo(new Access.Denied());
    }

    @Test
    void aJsonValueIsWhatItIsWrittenAs() throws ConfigException {
        List<JsonRule> rules = route(
                        "request: {json: [{set: /a, value: 1}, {set: /a, value: '1'}, {set: /a, value: true}, {set: /a, value: null}]}")
                .request()
                .json();

        assertThat(rules)
                .extracting(rule -> ((JsonRule.Set) rule).value().literal())
                .containsExactly(true, false, true, true);
    }

    private static Route route(String keys) throws ConfigException {
        return read(text(keys)).routes().get(0);
    }

    private static List<String> errors(String keys) {
        return catchThrowableOfType(ConfigException.class, () -> read(text(keys)))
                .errors();
    }

    private static GatewayConfig read(String text) throws ConfigException {
        return ConfigReader.read("routes.yaml", text, name -> Optional.empty());
    }

    private static String text(String keys) {
        return """
                issuers: []
                tokenExchange: {keys: data/keys}
                upstreams:
                  u: {url: "http://127.0.0.1:1"}
                routes:
                  - {id: r, path: "/a/{id}", upstream: u, %s}
                """.formatted(keys);
    }
}
