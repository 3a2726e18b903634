package io.gatehouse.gateway.it;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** What all situations share: the one upstream, and two ways of talking to the gateway. */
interface Situation {
    TestUpstream UPSTREAM = new TestUpstream();
    int GATEWAY = Integer.getInteger("it.http.port");
    HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    default HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + GATEWAY + path));
    }

    default HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    /** Sends these bytes and returns all bytes that come before the gateway closes. */
    default String raw(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(TestUpstream.onTheWire(request));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** What Prometheus would read now, by HTTP/1.0, for no chunk ends in the middle of a line. */
    default Samples metrics() throws IOException {
        return new Samples(raw("GET /metrics?scope=application HTTP/1.0\r\nHost: internal.test\r\n\r\n")
                .lines()
                .filter(line -> line.startsWith("gatehouse_"))
                .toList());
    }

    /** The same from another address of this machine. */
    default String rawFrom(String address, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), GATEWAY, InetAddress.getByName(address), 0)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(TestUpstream.onTheWire(request));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    default Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), GATEWAY);
        socket.setSoTimeout(30_000);
        return socket;
    }

    /** Reads until this text has come. */
    default void readUntil(InputStream in, String text) throws IOException {
        StringBuilder seen = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            seen.append((char) c);
            if (seen.indexOf(text) >= 0) {
                return;
            }
        }
        throw new IOException("closed after: " + seen);
    }
}
