package io.gatehouse.storm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventsTest {
    private static final long STREAM = 7;

    private final Events sent = new Events(STREAM);
    private final List<String> outcomes = new ArrayList<>();

    @Test
    void eventsOfOneStreamInTheirOrderAreGood() {
        assertThat(received(sent.next(1) + sent.next(2) + sent.next(3)))
                .containsExactly("200 at 1", "200 at 2", "200 at 3");
    }

    @Test
    void anEventThatIsLostIsMissedWhenTheNextComes() {
        String first = sent.next(1);
        String lost = sent.next(2);

        assertThat(lost).startsWith("id: 2\n");
        assertThat(received(first + sent.next(3) + sent.next(4)))
                .containsExactly("200 at 1", "WRONG: event 3 in place of 2 at 3", "200 at 4");
    }

    @Test
    void anEventThatComesTwiceIsFound() {
        String first = sent.next(1);

        assertThat(received(first + first)).containsExactly("200 at 1", "WRONG: event 1 in place of 2 at 1");
    }

    @Test
    void anEventOfAnotherStreamIsFound() {
        assertThat(received(new Events(STREAM + 1).next(1))).containsExactly("WRONG: an event of another stream at 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"data: x\n\n\n", "id: 1\ndata: 7 1\n\n", "id: 1\ndata: 7 1 x\ndata: y\n"})
    void whatIsNoEventIsFound(String text) {
        assertThat(received(text)).singleElement().asString().startsWith("WRONG: no event");
    }

    @Test
    void whatIsSentInChunksIsWhatIsReceived() throws Exception {
        FullAfter out = new FullAfter(3);

        assertThatThrownBy(() -> sent.send(out)).hasMessage("full");

        assertThatThrownBy(() -> new Events(STREAM)
                        .receive(
                                new Chunks(new ByteArrayInputStream(out.bytes.toByteArray())),
                                (outcome, at) -> outcomes.add(outcome)))
                .hasMessage("cut");
        assertThat(outcomes).containsExactly(Client.GOOD, Client.GOOD, Client.GOOD);
    }

    private List<String> received(String text) {
        assertThatThrownBy(() -> new Events(STREAM)
                        .receive(
                                new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)),
                                (outcome, at) -> outcomes.add(outcome + " at " + at)))
                .isInstanceOf(IOException.class)
                .hasMessage("the stream has ended");
        return outcomes;
    }

    /** A connection that breaks after so many events. */
    private static final class FullAfter extends OutputStream {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int left;

        FullAfter(int events) {
            left = events;
        }

        @Override
        public void write(int one) {
            bytes.write(one);
        }

        @Override
        public void flush() throws IOException {
            left--;
            if (left == 0) {
                throw new IOException("full");
            }
        }
    }
}
