package io.gatehouse.kernel.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import jakarta.persistence.PersistenceException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.Test;

@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class IdempotencyTest {
    private boolean asked;

    /** A request that was refused stays refused in the same words, though its key cannot be given up. */
    @Test
    void aDatabaseThatGoesAwayInBetweenDoesNotChangeTheAnswer() {
        Idempotency idempotency = new Idempotency();
        idempotency.token = (JsonWebToken) Proxy.newProxyInstance(
                IdempotencyTest.class.getClassLoader(),
                new Class<?>[] {JsonWebToken.class},
                (proxy, method, arguments) -> null);
        idempotency.keys = new IdempotencyKeys() {
            @Override
            Claim claim(KeyedRequest request) {
                return new Claim.Ours(request.id(), UUID.randomUUID());
            }

            @Override
            void release(Claim.Ours claim) {
                asked = true;
                throw new PersistenceException("away on purpose");
            }
        };
        idempotency.begin("POST /tasks", List.of("key"), new byte[0], false);

        assertThatCode(() -> idempotency.end(503)).doesNotThrowAnyException();
        assertThat(asked).isTrue();
    }
}
