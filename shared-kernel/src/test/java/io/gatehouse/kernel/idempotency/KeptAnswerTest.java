package io.gatehouse.kernel.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeptAnswerTest {
    @Test
    void isGivenAgainAsItWas() {
        Response first = Response.created(URI.create("http://127.0.0.1:8081/tasks/tasks/5"))
                .tag(new EntityTag("0"))
                .entity(Map.of("title", "Write"))
                .build();

        Response again = KeptAnswer.of(first).again();

        assertThat(again.getStatus()).isEqualTo(201);
        assertThat(again.getLocation()).isEqualTo(first.getLocation());
        assertThat(again.getEntityTag()).isEqualTo(first.getEntityTag());
        assertThat(again.getEntity()).isEqualTo("{\"title\":\"Write\"}");
        assertThat(again.getMediaType()).hasToString("application/json");
        assertThat(again.getHeaderString("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    void hasNoMoreThanTheFirstHad() {
        Response again = KeptAnswer.of(Response.noContent().build()).again();

        assertThat(again.getStatus()).isEqualTo(204);
        assertThat(again.hasEntity()).isFalse();
        assertThat(again.getHeaders()).containsOnlyKeys("Idempotency-Replayed");
    }
}
