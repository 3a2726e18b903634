package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SecureOutputTest {
    private final Keeping server = new Keeping();
    private final SecureOutput output = new SecureOutput(server);

    @Test
    void whatIsKeptStaysAsItWasWritten() throws IOException {
        byte[] buffer = "one client's".getBytes(StandardCharsets.US_ASCII);
        output.write(buffer, 4, 6);
        Arrays.fill(buffer, (byte) 'x');

        assertThat(server.kept).containsExactly("client".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void allElseIsTheServers() throws IOException {
        WriteListener listener = new WriteListener() {
            @Override
            public void onWritePossible() {}

            @Override
            public void onError(Throwable thrown) {}
        };
        output.setWriteListener(listener);
        output.write('a');
        output.flush();
        output.close();

        assertThat(server.listener).isSameAs(listener);
        assertThat(server.called).containsExactly("write 97", "flush", "close");
        assertThat(output.isReady()).isFalse();
        server.ready = true;
        assertThat(output.isReady()).isTrue();
    }

    /** Takes arrays, and has not looked at them when it returns. */
    private static final class Keeping extends ServletOutputStream {
        final List<byte[]> kept = new ArrayList<>();
        final List<String> called = new ArrayList<>();
        boolean ready;

        @Nullable
        WriteListener listener;

        @Override
        public void write(byte[] bytes, int offset, int length) {
            kept.add(
                    offset == 0 && length == bytes.length ? bytes : Arrays.copyOfRange(bytes, offset, offset + length));
        }

        @Override
        public void write(int one) {
            called.add("write " + one);
        }

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public void setWriteListener(WriteListener one) {
            listener = one;
        }

        @Override
        public void flush() {
            called.add("flush");
        }

        @Override
        public void close() {
            called.add("close");
        }
    }
}
