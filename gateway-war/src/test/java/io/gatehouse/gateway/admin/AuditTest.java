package io.gatehouse.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Identity;
import io.gatehouse.gateway.pipeline.Requests;
import io.gatehouse.gateway.pipeline.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class AuditTest {
    private static final AdminResource ACTION = new AdminResource() {
        @Override
        public String method() {
            return "POST";
        }

        @Override
        public String path() {
            return "/gateway/x";
        }

        @Override
        public AdminRole role() {
            return AdminRole.OPERATOR;
        }

        @Override
        public CompletionStage<Response> answer(AdminCall call) {
            throw new UnsupportedOperationException();
        }
    };

    private final List<String> lines = new ArrayList<>();
    private final Audit audit = new Audit((level, line) -> lines.add(line));

    /** Whoever looks for the one who did it is to find one, and not two; an issuer's name may be long. */
    @Test
    void theSameSubjectOfTwoIssuersIsTwoPeople() {
        String begin = "http://" + "long.".repeat(30);

        act(begin + "one.test");
        act(begin + "two.test");

        assertThat(lines.get(0)).startsWith("audit: ada (42 of " + begin + "one.test) from 192.0.2.1 ");
        assertThat(lines.get(1)).startsWith("audit: ada (42 of " + begin + "two.test) from 192.0.2.1 ");
    }

    private void act(String issuer) {
        Identity who = new Identity(issuer, "42", "ada", List.of("operator"), Instant.MAX, "f");
        audit.done(Requests.get("/gateway/x").with(who), ACTION, new Response(200, Headers.EMPTY, Body.EMPTY));
    }
}
