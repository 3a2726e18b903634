package io.gatehouse.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void putTheServicesBehindOneInternalListenerWhenTogether() {
        Ports ports = new Ports("127.0.0.1", 8080, false);

        assertThat(ports.gateway()).hasToString("http://127.0.0.1:8080");
        assertThat(ports.service(Application.USERS)).hasToString("http://127.0.0.1:8081/users");
        assertThat(ports.service(Application.NOTIFICATIONS)).hasToString("http://127.0.0.1:8081/notifications");
    }

    @Test
    void giveEveryServiceItsOwnWhenApart() {
        Ports ports = new Ports("127.0.0.1", 8080, true);

        assertThat(ports.service(Application.USERS)).hasToString("http://127.0.0.1:8082/users");
        assertThat(ports.service(Application.NOTIFICATIONS)).hasToString("http://127.0.0.1:8086/notifications");
        assertThat(ports.ownBroker()).hasToString("tcp://127.0.0.1:8087");
    }

    @Test
    void reachTheGatewayWhereverItListens() {
        assertThat(new Ports("0.0.0.0", 80, false).gateway()).hasToString("http://127.0.0.1:80");
        assertThat(new Ports("::", 80, false).gateway()).hasToString("http://127.0.0.1:80");
        assertThat(new Ports("192.0.2.7", 80, false).gateway()).hasToString("http://192.0.2.7:80");
        assertThat(new Ports("::1", 80, false).gateway()).hasToString("http://[::1]:80");
    }

    @Test
    void nameThePortThatIsTakenAndItsPurpose() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> new Ports("127.0.0.1", port, false).check(false))
                    .isInstanceOf(CannotStartException.class)
                    .hasMessageStartingWith("Port " + port + ", needed for the gateway, cannot be used");
            assertThatThrownBy(() -> new Ports("127.0.0.1", port - 1, false).check(false))
                    .hasMessageStartingWith("Port " + port + ", needed for the services, cannot be used");
            assertThatThrownBy(() -> new Ports("127.0.0.1", port - 7, true).check(true))
                    .hasMessageStartingWith("Port " + port + ", needed for the broker, cannot be used");
        }
    }

    @Test
    void refuseAnAddressOfAnotherMachine() {
        assertThatThrownBy(() -> new Ports("203.0.113.9", 18299, false).check(false))
                .hasMessage("203.0.113.9 is not an address of this machine");
    }
}
