package io.gatehouse.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.memory.MemoryManager;
import org.junit.jupiter.api.Test;

class RefusalTest {
    private static Buffer behind(String text) {
        return Buffers.appendBuffers(
                MemoryManager.DEFAULT_MEMORY_MANAGER,
                Buffers.wrap(MemoryManager.DEFAULT_MEMORY_MANAGER, text, StandardCharsets.US_ASCII),
                new Refusal());
    }

    private static void assertRefused(ThrowingCallable read) {
        assertThatThrownBy(read)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a byte that RFC 9112 does not allow here");
    }

    @Test
    void nobodyCanReadIt() {
        for (Buffer one : List.of(new Refusal(), new Refusal().slice(), new Refusal().duplicate())) {
            assertThat(one.remaining()).isEqualTo(1);
            assertThat(one.hasArray()).isFalse();
            assertRefused(one::get);
            assertRefused(() -> one.get(0));
            assertRefused(() -> one.get(new byte[1]));
        }
    }

    @Test
    void whatStandsBeforeItCan() {
        Buffer both = behind("ab");

        assertThat(both.remaining()).isEqualTo(3);
        assertThat(both.get(1)).isEqualTo((byte) 'b');
        assertThat(both.getShort(0)).isEqualTo((short) (('a' << 8) | 'b'));
        assertRefused(() -> both.getShort(1));
        assertRefused(() -> both.get(2));
    }

    @Test
    void itStaysItselfWhenItIsSplitOff() {
        for (int at = 0; at <= 2; at++) {
            Buffer both = behind("ab");
            Buffer rest = both.split(at);
            int last = rest.limit() - 1;

            assertThat(rest.remaining()).isEqualTo(3 - at);
            assertRefused(() -> rest.get(last));
            assertRefused(() -> rest.slice(last, last + 1).get(0));
        }
    }

    @Test
    void appendedToWhatWasKeptItIsRefusedToo() {
        Buffer kept = Buffers.wrap(MemoryManager.DEFAULT_MEMORY_MANAGER, "a", StandardCharsets.US_ASCII);

        Buffer all = Buffers.appendBuffers(MemoryManager.DEFAULT_MEMORY_MANAGER, kept, behind("b"));

        assertThat(all.get(1)).isEqualTo((byte) 'b');
        assertRefused(() -> all.get(2));
    }
}
