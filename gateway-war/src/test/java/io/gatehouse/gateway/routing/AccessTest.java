package io.gatehouse.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessTest {
    @Test
    void aRoleAmongThoseOfTheRouteIsEnough() {
        Access access = new Access.Granted(Set.of("admin", "operator"), Set.of());

        assertThat(access.admits(List.of("user", "operator"), List.of())).isTrue();
        assertThat(access.admits(List.of("user"), List.of("admin"))).isFalse();
        assertThat(access.admits(List.of(), List.of())).isFalse();
    }

    @Test
    void allScopesOfTheRouteAreNeeded() {
        Access access = new Access.Granted(Set.of(), Set.of("orders:read", "orders:write"));

        assertThat(access.admits(List.of(), List.of("orders:write", "x", "orders:read")))
                .isTrue();
        assertThat(access.admits(List.of("orders:write"), List.of("orders:read")))
                .isFalse();
    }

    @Test
    void rolesAndScopesTogetherMustBothBeThere() {
        Access access = new Access.Granted(Set.of("admin"), Set.of("orders:write"));

        assertThat(access.admits(List.of("admin"), List.of("orders:write"))).isTrue();
        assertThat(access.admits(List.of("admin"), List.of())).isFalse();
        assertThat(access.admits(List.of("user"), List.of("orders:write"))).isFalse();
    }

    @Test
    void withoutNamedRolesEveryClientWithAGoodTokenPasses() {
        assertThat(new Access.Authenticated().admits(List.of(), List.of())).isTrue();
        assertThat(new Access.Public().admits(List.of(), List.of())).isTrue();
    }

    @Test
    void nobodyPassesWhereNobodyIsNamed() {
        assertThat(new Access.Denied().admits(List.of("admin"), List.of("all"))).isFalse();
    }
}
