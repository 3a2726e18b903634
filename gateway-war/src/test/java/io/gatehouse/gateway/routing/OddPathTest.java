package io.gatehouse.gateway.routing;

import static io.gatehouse.gateway.routing.PathOddity.ENCODED_SLASH;
import static io.gatehouse.gateway.routing.PathOddity.MATRIX_PARAMETERS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OddPathTest {
    private final RouteTable routes = new RouteTable(List.of(
            route("plain", "/plain/**"),
            route("files", "/files/**", ENCODED_SLASH),
            route("guarded", "/files/guarded/**", ENCODED_SLASH),
            route("cars", "/cars/**", MATRIX_PARAMETERS),
            route("one", "/one/{name}", ENCODED_SLASH, MATRIX_PARAMETERS),
            route("both", "/both/**", ENCODED_SLASH, MATRIX_PARAMETERS),
            route("both-guarded", "/both/guarded/**", ENCODED_SLASH, MATRIX_PARAMETERS),
            route("both-exact", "/both/exact", ENCODED_SLASH, MATRIX_PARAMETERS),
            route("both-deep", "/both/a/deep/exact", ENCODED_SLASH, MATRIX_PARAMETERS),
            route("inner-guarded", "/inner/**", ENCODED_SLASH, MATRIX_PARAMETERS),
            route("inner", "/inner/{x}/open/**", ENCODED_SLASH, MATRIX_PARAMETERS),
            route("shop", "/shops/{shop}/**", ENCODED_SLASH, MATRIX_PARAMETERS),
            taking("read", "/methods/**", List.of("GET"), ENCODED_SLASH),
            taking("write", "/methods/**", List.of("POST")),
            taking("guarded", "/methods/guarded/**", List.of("GET", "POST"), ENCODED_SLASH),
            taking("closed", "/closed/**", List.of("PUT"))));

    @ParameterizedTest
    @CsvSource({
        "/files/a%2fb, /files/a%2Fb, files",
        "/files/%61%2Fb/c, /files/a%2Fb/c, files",
        "/files/guarded/a%2Fb, /files/guarded/a%2Fb, guarded",
        "/cars/audi;colour=red/a4;year=2020, /cars/audi;colour=red/a4;year=2020, cars",
        "/cars/a;, /cars/a;, cars",
        "/shops/a/b%2fc;d, /shops/a/b%2Fc;d, shop",
        "/both/a%2fb;c=d%2fe/f, /both/a%2Fb;c=d%2Fe/f, both",
        "/both/exact/a;b/c, /both/exact/a;b/c, both",
        "/both/a;xjsessionid=1, /both/a;xjsessionid=1, both",
        "/inner/a/open/b%2fc;d, /inner/a/open/b%2Fc;d, inner"
    })
    void whatTheRouteAllowsStaysAsItIs(String raw, String spelled, String route) {
        Destination odd = ask(raw);

        assertThat(odd.head().path()).isEqualTo(spelled);
        assertThat(odd.match()).isInstanceOf(Match.Found.class);
        assertThat(odd.match().route().id()).isEqualTo(route);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/plain/a%2Fb",
                "/plain/a;b",
                "/files/a;b",
                "/cars/a%2Fb",
                "/none/a%2Fb",
                "/files%2Fa",
                "/cars;v=1/a"
            })
    void whatItDoesNotAllowIsRefused(String raw) {
        assertRefused(raw);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/files/..%2Fplain",
                "/files/..%2fguarded/x",
                "/files/a%2F..%2F..%2Fplain/x",
                "/files/%2e%2e%2Fplain",
                "/files/.%2Fa",
                "/files/%2Fa",
                "/files/a%2F/b",
                "/cars/..;/plain",
                "/cars/..;v=1/plain",
                "/cars/.;/a",
                "/cars/;v=1/a",
                "/both/..%2F..;/plain",
                "/both/a;b%2F../c",
                "/both/a;b%2F..;c/d",
                "/both/..;%2Fplain",
                "/both/a%2F;b/c"
            })
    void noReadingHasADotSegmentOrAnEmptyOne(String raw) {
        assertRefused(raw);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/files/guarded%2Fx",
                "/files/%67uarded%2Fx",
                "/one/a%2Fb",
                "/both/guarded%2Fx",
                "/both/guarded;v=1/x",
                "/both/guarded;v=1%2Fx",
                "/both/exact;/x",
                "/both/exact;v=1/x/y;w",
                "/both/exact;%2Fx",
                "/both/a%2Fdeep%2Fexact;/x",
                "/both/a;/deep%2Fexact;v%2Fx",
                "/inner/a;/open/x",
                "/inner/a%2Fb/open/x",
                "/inner/a%2Fopen/x"
            })
    void everyReadingLeadsToTheSameRoute(String raw) {
        assertRefused(raw);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/shops/a%2Fadmin/x", "/shops/a;b/x", "/shops/a;%2Fadmin/x", "/one/a;b"})
    void aVariableHasOneValueInAllReadings(String raw) {
        assertRefused(raw);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "OPTIONS", "DELETE", "BREW"})
    void aMethodThatTheRouteDoesNotTakeIsToldThoseThatItDoes(String method) {
        RouteTable table = new RouteTable(List.of(
                taking("read", "/methods/**", List.of("GET", "PUT"), ENCODED_SLASH),
                taking("guarded", "/methods/guarded/**", List.of("PUT"), ENCODED_SLASH)));

        Destination odd = ask(method, "/methods/a%2fb", table);

        assertThat(odd.head()).isEqualTo(new RequestHead(method, "/methods/a%2Fb", null));
        assertThat(odd.match()).isEqualTo(new Match.WrongMethod(new TreeSet<>(Set.of("GET", "HEAD", "PUT"))));
        assertThat(ask(method, "/methods/guarded%2fb", table).match())
                .as("a PUT may be read in two ways")
                .isEqualTo(new Match.WrongMethod(new TreeSet<>(Set.of("GET", "HEAD"))));
    }

    @Test
    void onlyMethodsOfRoutesThatAllowItAreTold() {
        assertThat(ask("DELETE", "/methods/a%2fb", routes).match())
                .isEqualTo(new Match.WrongMethod(new TreeSet<>(Set.of("GET", "HEAD"))));
        assertThat(ask("DELETE", "/methods/guarded%2fb", routes).match()).isInstanceOf(Match.Malformed.class);
        assertThat(ask("DELETE", "/closed/a%2fb", routes).match()).isInstanceOf(Match.Malformed.class);
    }

    @Test
    void aPreflightIsForTheMethodsOfTheRouteThatItAsksAboutWhicheverRouteTakesIt() {
        RouteTable table = new RouteTable(List.of(
                taking("read", "/methods/**", List.of("GET", "PUT"), ENCODED_SLASH),
                taking("guarded", "/methods/guarded/**", List.of("PUT"), ENCODED_SLASH),
                route("rest", "/**")));

        assertThat(preflight("GET", "/methods/a%2fb", table).head().path()).isEqualTo("/methods/a%2Fb");
        assertThat(preflight("PUT", "/methods/a%2fb", table).match())
                .isEqualTo(new Match.WrongMethod(new TreeSet<>(Set.of("GET", "PUT"))));
        assertThat(preflight("GET", "/methods/guarded%2fb", table).match())
                .as("a PUT may be read in two ways")
                .isEqualTo(new Match.WrongMethod(new TreeSet<>(Set.of("GET"))));
        assertThat(preflight("DELETE", "/methods/a%2fb", table).match()).isInstanceOf(Match.Malformed.class);
        assertThat(preflight("GET", "/methods/..%2fb", table).match()).isInstanceOf(Match.Malformed.class);
        assertThat(ask("OPTIONS", "/methods/a%2fb", table).match())
                .as("no preflight")
                .isInstanceOf(Match.Malformed.class);
    }

    private static Destination preflight(String about, String raw, RouteTable table) {
        Particulars particulars = Heads.Told.header("Access-Control-Request-Method", about);
        return Destination.of("OPTIONS", raw, null, particulars, table::match);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/health;x",
                "/health%2Fready",
                "/health;x/ready",
                "/health/ready;/x",
                "/gateway%2Fconfig",
                "/gateway;v=1/config",
                "/problems;/no-route",
                "/.well-known%2Fgateway-jwks.json"
            })
    void noReadingIsAnAddressOfTheGatewaysOwn(String raw) {
        RouteTable everything = new RouteTable(List.of(route("all", "/**", ENCODED_SLASH, MATRIX_PARAMETERS)));

        assertThat(ask("GET", raw, everything).match()).isInstanceOf(Match.Malformed.class);
        assertThat(ask("GET", raw.replaceFirst("h|w|p", "x"), everything).match())
                .isInstanceOf(Match.Found.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/both/a;jsessionid=1",
                "/both/a;jsessionid=/B;/guarded/x",
                "/both/a;b;jsessionid=/c;/guarded/x",
                "/both/a;JSessionId=1",
                "/both/a;%6Asessionid=1",
                "/both/a;jsessionid%3D1"
            })
    void noSessionIsTaken(String raw) {
        assertRefused(raw);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/both/a%5Cb",
                "/both/a\\b",
                "/both/a%00",
                "/both/a%3Bb",
                "/both/a%0d%0ab",
                "/both/a%c0%afb",
                "/both/../a",
                "/both//a%2Fb",
                "/both/a%2",
                "/both/a;%00",
                "/both/a;b=%5C",
                "/both/a;b#c"
            })
    void nothingElseIsEverAllowed(String raw) {
        assertRefused(raw);
    }

    @Test
    void aQueryIsHeldToTheSameAsElsewhere() {
        MalformedPath why = why("/files/a%2Fb");

        assertThat(OddPath.of("GET", "/files/a%2Fb", "x=%00", Particulars.NONE, routes::match, why)
                        .match())
                .isInstanceOf(Match.Malformed.class);
    }

    @Test
    void theReasonIsTheFirstThingThatIsWrong() {
        assertThat(ask("/plain/a;b").match())
                .isEqualTo(new Match.Malformed("a character that a path may not contain, at position 8"));
        assertThat(ask("/both/a;b/../c").match()).isEqualTo(new Match.Malformed("a dot segment"));
    }

    private void assertRefused(String raw) {
        Destination odd = ask(raw);

        assertThat(odd.match()).isInstanceOf(Match.Malformed.class);
        assertThat(odd.head().path()).isEmpty();
    }

    private Destination ask(String raw) {
        return ask("GET", raw, routes);
    }

    private static Destination ask(String method, String raw, RouteTable table) {
        return OddPath.of(method, raw, null, Particulars.NONE, table::match, why(raw));
    }

    /** Why it is refused where no route allows anything. */
    private static MalformedPath why(String raw) {
        try {
            RequestHead.of("GET", raw, null);
        } catch (MalformedPath refused) {
            return refused;
        }
        throw new AssertionError(raw + " is not odd");
    }

    private static Route route(String id, String path, PathOddity... allowed) {
        return new Routes.Making(id, path).allowInPath(allowed).route();
    }

    private static Route taking(String id, String path, List<String> methods, PathOddity... allowed) {
        return new Routes.Making(id, path)
                .methods(methods.toArray(String[]::new))
                .allowInPath(allowed)
                .route();
    }
}
