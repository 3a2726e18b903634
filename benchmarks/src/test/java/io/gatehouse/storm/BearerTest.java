package io.gatehouse.storm;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.Tokens;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class BearerTest {
    private static final Tokens TOKENS = new Tokens("storm");

    @Test
    void aTokenThatIsMadeOutForWhoAskedIsRight() throws IOException {
        assertThat(Bearer.isRight(head(new Bearer("anna", TOKENS.token("anna")))))
                .isTrue();
    }

    @Test
    void aTokenOfSomebodyElseIsNot() throws IOException {
        assertThat(Bearer.isRight(head(new Bearer("anna", TOKENS.token("ben")))))
                .isFalse();
        assertThat(Bearer.isRight(head(new Bearer("anna", "")))).isFalse();
    }

    @Test
    void aTokenThatNobodyNamesIsNot() throws IOException {
        assertThat(Bearer.isRight(head(new Bearer("", TOKENS.token("anna"))))).isFalse();
    }

    @Test
    void whoSaysNothingIsNobody() throws IOException {
        assertThat(Bearer.isRight(head(Bearer.NOBODY))).isTrue();
    }

    private static Head head(Bearer bearer) throws IOException {
        String text = "GET / HTTP/1.1\r\n" + bearer.fields() + "\r\n";
        return Objects.requireNonNull(Head.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1))));
    }
}
