package io.gatehouse.storm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunksTest {
    private static final String TWO = "3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n";

    @Test
    void theBodyIsWhatTheChunksHold() throws IOException {
        InputStream in = bytes(TWO + "next");

        assertThat(new Chunks(in).readAllBytes())
                .asString(StandardCharsets.ISO_8859_1)
                .isEqualTo("abc0123456789");
        assertThat(in.readAllBytes()).asString(StandardCharsets.ISO_8859_1).isEqualTo("next");
    }

    @Test
    void oneByteAtATimeIsTheSame() throws IOException {
        Chunks chunks = new Chunks(bytes(TWO));
        StringBuilder read = new StringBuilder();
        for (int next = chunks.read(); next >= 0; next = chunks.read()) {
            read.append((char) next);
        }

        assertThat(read).hasToString("abc0123456789");
        assertThat(chunks.read()).isNegative();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4, 8, 12, 20, 25, 27})
    void whatIsBrokenOffAnywhereIsNoBody(int length) {
        assertThatThrownBy(() -> new Chunks(bytes(TWO.substring(0, length))).readAllBytes())
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "x\r\n", "3", "3\n", "-3\r\n", "3;a\r\n", "FFFFFFFF\r\n"})
    void whatIsNoSizeIsNoBody(String size) {
        assertThatThrownBy(() -> new Chunks(bytes(size + "abc\r\n0\r\n\r\n")).readAllBytes())
                .isInstanceOf(IOException.class);
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
