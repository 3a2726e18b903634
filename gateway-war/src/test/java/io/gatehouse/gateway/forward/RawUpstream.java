package io.gatehouse.gateway.forward;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import org.apache.hc.core5.http.HttpHost;

/** An upstream that does byte for byte what a test says: each connection runs the next of the given scripts, on a thread of its own. */
final class RawUpstream implements AutoCloseable {
    /** What happens on a connection. When it returns, the connection is closed. */
    interface Script {
        void run(Connection connection) throws Exception;
    }

    /** One connection, as the upstream sees it. */
    record Connection(Socket socket, InputStream in, BlockingQueue<String> heads) {
        /** The next request's head, as it came. */
        String head() throws IOException {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                int next = in.read();
                if (next < 0) {
                    throw new IOException("closed after: " + head);
                }
                head.write(next);
            }
            heads.add(head.toString(StandardCharsets.ISO_8859_1));
            return head.toString(StandardCharsets.ISO_8859_1);
        }

        Connection say(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return this;
        }

        /** Answers one request. */
        Connection answer(String body) throws IOException {
            head();
            return say("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        }

        /** Waits for the other side to close. */
        void awaitClose() throws IOException {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }

        /** Closes so that the other side gets a reset. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    private final ServerSocket server;
    private final String scheme;
    private final BlockingQueue<Script> scripts = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> heads = new LinkedBlockingQueue<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();

    RawUpstream(Script... scripts) {
        this("http", ServerSocketFactory.getDefault(), scripts);
    }

    RawUpstream(String scheme, ServerSocketFactory factory, Script... scripts) {
        this.scheme = scheme;
        this.scripts.addAll(List.of(scripts));
        try {
            server = factory.createServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    /** The next connection runs this. */
    void then(Script script) {
        scripts.add(script);
    }

    HttpHost host() {
        return new HttpHost(scheme, "127.0.0.1", server.getLocalPort());
    }

    /** The head of the next request that came, on whichever connection. */
    String nextHead() throws InterruptedException {
        String head = heads.poll(10, TimeUnit.SECONDS);
        return head == null ? "" : head;
    }

    int connections() {
        return sockets.size();
    }

    int requestsLeft() {
        return heads.size();
    }

    private void accept() {
        while (true) {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                Script script = scripts.poll();
                if (script == null) {
                    socket.close();
                } else {
                    daemon(() -> run(script, socket));
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void run(Script script, Socket socket) {
        try (socket) {
            script.run(new Connection(socket, new BufferedInputStream(socket.getInputStream()), heads));
        } catch (Exception e) {
            failures.add(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "raw-upstream");
        thread.setDaemon(true);
        thread.start();
    }
}
