package io.gatehouse.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BootFileTest {

    private static final Map<String, String> ORDERS = Map.of(
            "name", "orders", "virtualServer", "internal", "contextRoot", "/orders", "war", "/a $1 b/orders.war");

    @Test
    void fillsThePlacesOfATemplate() {
        assertThat(new BootFile().add("application", ORDERS))
                .hasToString(
                        "deploy --name orders --virtualservers internal --contextroot /orders \"/a $1 b/orders.war\"\n");
    }

    @Test
    void refusesToLeaveAPlaceEmpty() {
        assertThatThrownBy(() -> new BootFile().add("application", Map.of("name", "orders")))
                .hasMessage("application needs a value for virtualServer");
    }

    @Test
    void refusesAValueThatWouldBecomeAnotherCommand() {
        assertThatThrownBy(() -> new BootFile().add("public-listener", Map.of("host", "x\nset a=b", "threads", "1")))
                .hasMessageStartingWith("The server's commands cannot express");
    }
}
