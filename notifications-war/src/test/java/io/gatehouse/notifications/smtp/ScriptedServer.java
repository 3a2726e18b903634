package io.gatehouse.notifications.smtp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** An SMTP server that says what a test has told it to say, and remembers what it was told. One client at a time. */
public final class ScriptedServer implements AutoCloseable {
    private final ServerSocket socket;
    private final @Nullable SSLContext tls;
    private final Queue<String> answers = new ArrayDeque<>();

    /** All lines that came, those of mails too. */
    public final List<String> lines = new CopyOnWriteArrayList<>();

    /** @param tls null for a server that cannot */
    public ScriptedServer(@Nullable SSLContext tls) throws IOException {
        this.tls = tls;
        socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "scripted server");
        thread.setDaemon(true);
        thread.start();
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** What it answers to the next RCPT commands; nothing at all where it is empty. Then it accepts. */
    public synchronized void answerRecipientsWith(String... replies) {
        answers.addAll(List.of(replies));
    }

    private synchronized @Nullable String answer() {
        return answers.poll();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                talk(client, true);
            } catch (IOException over) {
                // The client has gone, or the server is to end.
            }
        }
    }

    private void talk(Socket client, boolean greets) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        if (greets) {
            say(client, "220 scripted");
        }
        boolean encrypted = client instanceof SSLSocket;
        String line = in.readLine();
        while (line != null) {
            lines.add(line);
            String command = line.toUpperCase(Locale.ROOT).split(" ", -1)[0];
            if (command.equals("STARTTLS") && tls != null) {
                say(client, "220 go ahead");
                SSLSocket over = (SSLSocket) tls.getSocketFactory().createSocket(client, null, false);
                over.setUseClientMode(false);
                talk(over, false);
                return;
            }
            if (!reply(client, in, command, encrypted)) {
                return;
            }
            line = in.readLine();
        }
    }

    /** False when the connection is to end. */
    private boolean reply(Socket client, BufferedReader in, String command, boolean encrypted) throws IOException {
        switch (command) {
            case "EHLO" -> say(client, tls != null && !encrypted ? "250-scripted\r\n250 STARTTLS" : "250 scripted");
            case "RCPT" -> {
                String answer = answer();
                if (answer != null && answer.isEmpty()) {
                    return false;
                }
                say(client, answer == null ? "250 ok" : answer);
            }
            case "DATA" -> {
                say(client, "354 go on");
                String line = in.readLine();
                while (line != null && !line.equals(".")) {
                    lines.add(line);
                    line = in.readLine();
                }
                say(client, "250 taken");
            }
            case "QUIT" -> {
                say(client, "221 bye");
                return false;
            }
            default -> say(client, "250 ok");
        }
        return true;
    }

    private static void say(Socket client, String reply) throws IOException {
        client.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
        client.getOutputStream().flush();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
