package io.gatehouse.gateway;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.Arrays;

/**
 * The way to a client behind TLS, on which a copy is made of all that is written. Behind a listener that chooses its certificate by the host's name (SNI) Grizzly keeps what is written while
 * the client negotiates anew, and encrypts it afterwards, as it is then; but the buffers of bodies are used again as soon as they are written, for other clients.
 */
final class SecureOutput extends ServletOutputStream {
    private final ServletOutputStream output;

    SecureOutput(ServletOutputStream output) {
        this.output = output;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        output.write(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    @Override
    public void write(int one) throws IOException {
        output.write(one);
    }

    @Override
    public boolean isReady() {
        return output.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        output.setWriteListener(listener);
    }

    @Override
    public void flush() throws IOException {
        output.flush();
    }

    @Override
    public void close() throws IOException {
        output.close();
    }
}
