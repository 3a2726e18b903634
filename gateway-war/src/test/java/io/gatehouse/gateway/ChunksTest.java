package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.gateway.forward.MalformedBody;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunksTest {
    private final Chunks chunks = new Chunks();

    private String decoded(String coded) throws MalformedBody {
        byte[] bytes = coded.getBytes(StandardCharsets.ISO_8859_1);
        int count = chunks.decode(bytes, bytes.length);
        return new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
    }

    @Test
    void whatIsNotDataIsLeftOut() throws MalformedBody {
        assertThat(decoded("3;a=\"b\"\r\nabc\r\n0a \r\n0123456789\r\n0\r\nX: y\r\nZ: \u00e4\r\n\r\n"))
                .isEqualTo("abc0123456789");
        assertThat(chunks.isOver()).isTrue();
    }

    @Test
    void itIsOverWithTheLineBehindTheTrailersAndNotBefore() throws MalformedBody {
        for (String part : new String[] {"3\r\nabc", "\r\n0\r\n", "X: y\r\n", "\r"}) {
            var unused = decoded(part);
            assertThat(chunks.isOver()).as(part).isFalse();
        }

        assertThat(decoded("\nbehind")).isEmpty();
        assertThat(chunks.isOver()).isTrue();
        assertThat(decoded("behind")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n",
                "g\r\n",
                "+1\r\na\r\n",
                "-1\r\na\r\n",
                "\u0661\r\na\r\n",
                "1000000000000000\r\n",
                "1\na\r\n",
                "1\r\r\na\r\n",
                "1\r\nab\r\n",
                "1\r\na\n0\r\n\r\n",
                "1\r\na\rb",
                "1;\u0000\r\na\r\n",
                "1;\n\r\na\r\n",
                "0\r\nX: \u0007\r\n\r\n",
                "0\r\nX: y\n\r\n",
                "0\r\nX: y\rz",
                "0\r\n\rX"
            })
    void whatIsNoChunkIsRefused(String coded) {
        assertThatThrownBy(() -> decoded(coded)).isInstanceOf(MalformedBody.class);
    }

    @Test
    void noMoreThanALimitStandsBesideTheData() throws MalformedBody {
        var unused = decoded("1;" + "a".repeat(10_000) + "\r\na\r\n");

        assertThatThrownBy(() -> decoded("1;" + "a".repeat(10_000) + "\r\na\r\n"))
                .isInstanceOf(MalformedBody.class);
    }

    /** Whatever the sizes are, and wherever the server has cut what it gives. */
    @RepeatedTest(50)
    void dataIsDataHoweverItIsCut(RepetitionInfo info) throws MalformedBody {
        Random random = new Random(info.getCurrentRepetition());
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        ByteArrayOutputStream coded = new ByteArrayOutputStream();
        for (int i = random.nextInt(20); i > 0; i--) {
            byte[] chunk = new byte[1 + random.nextInt(3_000)];
            random.nextBytes(chunk);
            data.writeBytes(chunk);
            coded.writeBytes((Integer.toHexString(chunk.length) + (random.nextBoolean() ? ";x" : "") + "\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            coded.writeBytes(chunk);
            coded.writeBytes(new byte[] {'\r', '\n'});
        }
        coded.writeBytes("0\r\nX: y\r\n\r\nbehind".getBytes(StandardCharsets.ISO_8859_1));

        ByteArrayOutputStream found = new ByteArrayOutputStream();
        byte[] all = coded.toByteArray();
        for (int from = 0; from < all.length; ) {
            int to = Math.min(all.length, from + 1 + random.nextInt(random.nextBoolean() ? 3 : 2_000));
            byte[] part = Arrays.copyOfRange(all, from, to);
            found.write(part, 0, chunks.decode(part, part.length));
            from = to;
        }

        assertThat(found.toByteArray()).isEqualTo(data.toByteArray());
        assertThat(chunks.isOver()).isTrue();
    }
}
