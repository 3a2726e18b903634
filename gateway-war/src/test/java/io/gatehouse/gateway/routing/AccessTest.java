package io.gatehouse.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessTest {
    @Test
    void aRoleAmongThoseOfTheRouteIsEnough() {
        Access access = new Access.AnyRole(Set.of("admin", "operator"));

        assertThat(access.admits(List.of("user", "operator"))).isTrue();
        assertThat(access.admits(List.of("user"))).isFalse();
        assertThat(access.admits(List.of())).isFalse();
    }

    @Test
    void withoutNamedRolesEveryClientWithAGoodTokenPasses() {
        assertThat(new Access.Authenticated().admits(List.of())).isTrue();
        assertThat(new Access.Public().admits(List.of())).isTrue();
    }
}
