package io.gatehouse.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BuffersTest {
    private final Buffers buffers = new Buffers();

    @Test
    void whatWasGivenBackIsTakenAgainAndHoldsAsMuchAsBefore() {
        ByteBuffer one = buffers.take();
        ByteBuffer two = buffers.take();
        assertThat(one).isNotSameAs(two);
        buffers.giveBack(one.put(new byte[100]).flip());
        buffers.giveBack(two);

        assertThat(buffers.take()).isSameAs(two);
        assertThat(buffers.take())
                .isSameAs(one)
                .satisfies(again -> assertThat(again.remaining()).isEqualTo(Buffers.SIZE));
    }

    @Test
    void oneOfAnotherSizeIsNotKept() {
        ByteBuffer small = ByteBuffer.allocate(10);
        buffers.giveBack(small);

        assertThat(buffers.take()).isNotSameAs(small);
    }

    @Test
    void notMoreThanSomeAreKept() {
        Set<ByteBuffer> taken = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < 300; i++) {
            taken.add(buffers.take());
        }
        taken.forEach(buffers::giveBack);

        assertThat(Stream.generate(buffers::take).limit(300).filter(taken::contains))
                .hasSize(256);
    }
}
