package io.gatehouse.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.flow.Source;
import io.gatehouse.gateway.pipeline.Body;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.junit.jupiter.api.Test;

class RequestBodySenderTest {
    private final List<Throwable> failures = new ArrayList<>();
    private final Channel channel = new Channel();
    private final Source source = new Source();

    @Test
    void aBodyThatIsHereIsSentAsFastAsTheSocketTakesIt() throws IOException {
        RequestBodySender sender = new RequestBodySender(new Body.Bytes(bytes("abcde")), failures::add);
        channel.capacity = 2;

        while (!sender.isEnded()) {
            assertThat(sender.available()).isPositive();
            sender.produce(channel);
        }

        assertThat(channel.written).hasToString("abcde");
        assertThat(channel.ends).isEqualTo(1);
        assertThat(sender.available()).isZero();
    }

    @Test
    void theNextBufferIsAskedForWhenTheLastIsGone() throws IOException {
        RequestBodySender sender = new RequestBodySender(source.body(), failures::add);
        source.subscribe(sender);
        assertThat(source.requested()).isEqualTo(1);
        channel.capacity = 2;

        source.send("abc");
        sender.produce(channel);
        assertThat(source.requested()).as("half written").isEqualTo(1);
        sender.produce(channel);
        assertThat(source.requested()).as("all written").isEqualTo(2);
    }

    @Test
    void aConnectionThatCanWriteButHasNothingToAsksForNothing() throws IOException {
        RequestBodySender sender = new RequestBodySender(source.body(), failures::add);
        source.subscribe(sender);

        sender.produce(channel);
        sender.produce(channel);

        assertThat(source.requested()).isEqualTo(1);
    }

    @Test
    void theConnectionIsWokenWhenThereIsSomethingToSend() throws IOException {
        RequestBodySender sender = new RequestBodySender(source.body(), failures::add);
        source.subscribe(sender);
        sender.produce(channel);

        source.send("a");
        sender.produce(channel);
        source.end();
        sender.produce(channel);

        assertThat(channel.wakeUps).isEqualTo(2);
        assertThat(channel.written).hasToString("a");
        assertThat(channel.ends).isEqualTo(1);
    }

    @Test
    void aClientThatBreaksOffIsReported() {
        RequestBodySender sender = new RequestBodySender(source.body(), failures::add);

        sender.onError(new IOException("gone"));

        assertThat(failures)
                .singleElement()
                .satisfies(failure -> assertThat(failure).hasMessage("gone"));
    }

    @Test
    void itWaitsForTheClientWhenAllThatCameIsSent() throws IOException {
        RequestBodySender sender = new RequestBodySender(source.body(), failures::add);
        assertThat(sender.waitsForClient()).isFalse();
        source.subscribe(sender);
        sender.produce(channel);
        assertThat(sender.waitsForClient()).isTrue();

        source.send("a");
        assertThat(sender.waitsForClient()).as("for the upstream").isFalse();
        sender.produce(channel);
        assertThat(sender.waitsForClient()).isTrue();
        source.end();
        assertThat(sender.waitsForClient()).isFalse();
    }

    @Test
    void anUpstreamThatWantsNoMoreStopsTheClient() {
        RequestBodySender sender = new RequestBodySender(source.body(), failures::add);
        source.subscribe(sender);

        sender.cancel();

        assertThat(source.cancelled()).isOne();
        assertThat(sender.available()).isZero();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static final class Channel implements DataStreamChannel {
        final ByteArrayOutputStream written = new ByteArrayOutputStream();
        int capacity = Integer.MAX_VALUE;
        int wakeUps;
        int ends;

        @Override
        public void requestOutput() {
            wakeUps++;
        }

        @Override
        public int write(ByteBuffer source) {
            byte[] part = new byte[Math.min(capacity, source.remaining())];
            source.get(part);
            written.writeBytes(part);
            return part.length;
        }

        @Override
        public void endStream() {
            ends++;
        }

        @Override
        public void endStream(List<? extends Header> trailers) {
            ends++;
        }
    }
}
