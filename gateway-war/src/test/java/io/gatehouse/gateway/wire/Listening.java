package io.gatehouse.gateway.wire;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.glassfish.grizzly.Transport;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChain;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.filterchain.TransportFilter;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.HttpServerFilter;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.glassfish.grizzly.nio.transport.TCPNIOTransportBuilder;

/** A listener of Grizzly's, asked for its transport as the server's are, where every request gets 204. */
public final class Listening implements AutoCloseable {
    private final TCPNIOTransport transport =
            TCPNIOTransportBuilder.newInstance().build();
    private final int port;

    Listening() throws IOException {
        transport.setProcessor(FilterChainBuilder.stateless()
                .add(new TransportFilter())
                .add(reader())
                .add(new Answering())
                .build());
        transport.start();
        port = ((InetSocketAddress) transport
                        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .getLocalAddress())
                .getPort();
    }

    // There is no other way to make one: builders are announced for a version that has not come.
    @SuppressWarnings("deprecation")
    private static HttpServerFilter reader() {
        return new HttpServerFilter();
    }

    private static final class Answering extends BaseFilter {
        @Override
        public NextAction handleRead(FilterChainContext context) {
            HttpContent content = context.getMessage();
            if (content.isLast()) {
                HttpResponsePacket response = ((HttpRequestPacket) content.getHttpHeader()).getResponse();
                response.setStatus(204);
                context.write(HttpContent.create(response, true));
            }
            return context.getStopAction();
        }
    }

    public Object getUnderlyingListener() {
        return this;
    }

    public Transport getTransport() {
        return transport;
    }

    /** What a connection that comes now is read by. */
    FilterChain filters() {
        return (FilterChain) transport.getProcessor();
    }

    Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        return socket;
    }

    /** The status of the answer, on a connection for this request alone. */
    int ask(String request) throws IOException {
        try (Socket socket = connect()) {
            return ask(socket, request);
        }
    }

    static int ask(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        StringBuilder head = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("closed after: " + head);
            }
            head.append((char) next);
        }
        return Integer.parseInt(head.substring("HTTP/1.1 ".length(), "HTTP/1.1 204".length()));
    }

    @Override
    public void close() throws IOException {
        transport.shutdownNow();
    }
}
