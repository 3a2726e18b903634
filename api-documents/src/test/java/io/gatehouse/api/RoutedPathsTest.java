package io.gatehouse.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A client finds every operation at the gateway, where the document says that it is. */
class RoutedPathsTest {
    private static final List<Route> ROUTES = Route.all();

    @ParameterizedTest
    @MethodSource("io.gatehouse.api.Described#everyOperation")
    void theGatewayHasARouteToEveryOperation(Described described) {
        assertThat(Route.taken(ROUTES, described.method().name(), described.address()))
                .hasValueSatisfying(route -> {
                    assertThat(route.upstream()).isEqualTo(described.service());
                    assertThat(route.inner(described.address())).isEqualTo(pathInTheService(described));
                    assertThat(described.isSecured() || route.isPublic())
                            .as("nobody is asked for a token of which the document says nothing")
                            .isTrue();
                });
    }

    /** Every service has these; outside, its name tells them apart. */
    private static String pathInTheService(Described described) {
        return described
                .address()
                .replaceFirst("^/api", "")
                .replaceFirst("^/" + described.service() + "/dead-letters", "/dead-letters");
    }

    /** A search that found any route for anything would prove nothing. */
    @ParameterizedTest
    @CsvSource({
        "GET,    /api/dead-letters,                 ''",
        "GET,    /api/.well-known/jwks.json,        ''",
        "POST,   /.well-known/jwks.json,            ''",
        "GET,    /.well-known/jwks.json,            users-keys",
        "GET,    /api/tasks,                        tasks",
        "GET,    /api/tasks/dead-letters/x,         tasks-dead-letters",
        "GET,    /api/tasks/x/events,               tasks-events",
        "GET,    /api/products/categories/x/events, product-categories-events",
        "DELETE, /api/products/x,                   products-write",
        "POST,   /api/users,                        users-register"
    })
    void theRouteIsTheOneThatTheGatewayTakes(String method, String address, String id) {
        assertThat(Route.taken(ROUTES, method, address).map(Route::id).orElse(""))
                .isEqualTo(id);
    }
}
