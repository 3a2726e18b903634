package io.gatehouse.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What becomes of a {@link BodyCopy}; insists on hearing of it once. */
final class KeptCopy implements BodyCopy.Keeper {
    byte @Nullable [] content;
    boolean givenUp;
    boolean wanted;
    int left = Integer.MAX_VALUE;

    @Override
    public boolean reserve(int bytes) {
        left -= bytes;
        return left >= 0;
    }

    @Override
    public void complete(byte[] all) {
        assertThat(content).as("told once").isNull();
        assertThat(givenUp).isFalse();
        content = all;
    }

    @Override
    public void givenUp() {
        assertThat(content).isNull();
        assertThat(givenUp).as("told once").isFalse();
        givenUp = true;
    }

    @Override
    public boolean wantedWithoutClient() {
        return wanted;
    }

    String copy() {
        return new String(Objects.requireNonNull(content), StandardCharsets.UTF_8);
    }
}
