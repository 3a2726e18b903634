package io.gatehouse.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RequestSyntaxTest {
    private static final int SPLITS = 50;

    static Stream<String> whole() {
        return Conversations.whole();
    }

    static Stream<String> broken() {
        return Conversations.broken();
    }

    /** How many bytes may be, when they come in parts of at most this length, each somewhere in an array. */
    private static int good(byte[] bytes, Random random, int most) {
        RequestSyntax syntax = new RequestSyntax();
        int at = 0;
        while (at < bytes.length) {
            int count = Math.min(1 + random.nextInt(most), bytes.length - at);
            int before = random.nextInt(3);
            byte[] part = new byte[before + count + 1];
            System.arraycopy(bytes, at, part, before, count);
            if (!syntax.passes(count)) {
                int bad = syntax.check(part, before, before + count);
                assertThat(syntax.isBroken()).isEqualTo(bad != RequestSyntax.NOTHING);
                if (bad != RequestSyntax.NOTHING) {
                    return at + bad - before;
                }
            }
            at += count;
        }
        return at;
    }

    private static List<Integer> goodInManyParts(byte[] bytes) {
        Random random = new Random(7);
        return Stream.concat(
                        Stream.of(bytes.length, 1).map(most -> good(bytes, new Random(1), most)),
                        Stream.generate(() -> good(bytes, random, 1 + bytes.length / 2))
                                .limit(SPLITS))
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @MethodSource
    void whole(String text) {
        byte[] bytes = Conversations.wire(text);

        assertThat(goodInManyParts(bytes)).containsExactly(bytes.length);
    }

    @ParameterizedTest
    @MethodSource
    void broken(String text) {
        assertThat(goodInManyParts(Conversations.wire(text))).containsExactly(Conversations.good(text));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void whatMayNotBeMayNotBeBehindAGoodRequestEither(String text) {
        byte[] first = Conversations.wire("POST /a HTTP/1.1\nHost: h\nContent-Length: 3\n\nabc"
                + "PUT /b HTTP/1.1\nTransfer-Encoding: chunked\nHost: h\n\n1;x\na\n0\nY: 1\n\n");
        byte[] second = Conversations.wire(text);
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);

        assertThat(goodInManyParts(both)).containsExactly(first.length + Conversations.good(text));
    }

    /** Grizzly finds no other in a head that comes in several parts, and takes its body for the next request. */
    @Test
    void aCodingIsInSmallLettersFromThereOn() {
        byte[] head = Conversations.wire("POST /X HTTP/1.1\nHost: H\nTransfer-Encoding: Chunked\nY: Z\n\n");

        new RequestSyntax().check(head, 0, head.length);

        assertThat(head)
                .isEqualTo(Conversations.wire("POST /X HTTP/1.1\nHost: H\nTransfer-Encoding: chunked\nY: Z\n\n"));
    }

    @Test
    void largeBodiesAreNotRead() {
        RequestSyntax syntax = new RequestSyntax();
        byte[] head = Conversations.wire("POST /x HTTP/1.1\nHost: h\nContent-Length: 100000000000\n\n");
        byte[] next = Conversations.wire(" ");

        assertThat(syntax.passes(1)).isFalse();
        assertThat(syntax.check(head, 0, head.length)).isEqualTo(RequestSyntax.NOTHING);
        for (int i = 0; i < 999; i++) {
            assertThat(syntax.passes(100_000_000)).isTrue();
        }
        assertThat(syntax.passes(99_999_999)).isTrue();
        assertThat(syntax.passes(1)).isFalse();
        assertThat(syntax.check(next, 0, 1)).isEqualTo(RequestSyntax.NOTHING);
        assertThat(syntax.check(next, 0, 1)).isZero();
    }

    @Test
    void whateverComesIsReadToItsFirstBadByteAlike() {
        Random random = new Random(42);
        byte[] alphabet =
                Conversations.wire("GET /x HTTP/1.1\nHost: h\nContent-Length: 1\nTransfer-Encoding: chunked\n\n0;a=\"");
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = i % 2 == 0 ? mutated(random) : new byte[random.nextInt(200)];
            if (i % 2 != 0) {
                for (int j = 0; j < bytes.length; j++) {
                    bytes[j] = alphabet[random.nextInt(alphabet.length)];
                }
            }
            int whole = good(bytes, new Random(1), Math.max(1, bytes.length));

            assertThat(good(bytes, random, 3)).isEqualTo(whole);
        }
    }

    private static byte[] mutated(Random random) {
        List<String> all = Conversations.whole().toList();
        byte[] bytes = Conversations.wire(all.get(random.nextInt(all.size())));
        for (int i = 0; i < 3; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }
}
