package io.gatehouse.storm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * A stream of server-sent events, at both of its ends. Each event says whose stream it belongs to, its place in it from 1, and when it was sent, by the clock that both
 * ends have in common; its content follows from all of them.
 */
final class Events {
    static final String TYPE = "text/event-stream";
    private static final int SIZE = 200;
    private static final long PAUSE_MILLIS = 100;

    private final long stream;
    private long last;

    /** @param stream its number */
    Events(long stream) {
        this.stream = stream;
    }

    /** Sends one after the other until the connection breaks. */
    void send(OutputStream out) throws IOException {
        try {
            while (true) {
                byte[] event = next(System.nanoTime()).getBytes(StandardCharsets.ISO_8859_1);
                out.write((Integer.toHexString(event.length) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
                out.write(event);
                out.write(new byte[] {'\r', '\n'});
                out.flush();
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            throw new IOException("the storm is over", e);
        }
    }

    String next(long nanos) {
        last++;
        return "id: " + last + "\ndata: " + stream + " " + nanos + " " + content(last) + "\n\n";
    }

    /** Counts what comes until the stream ends, which it should not. */
    void receive(InputStream in, Receiver receiver) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1));
        String id = lines.readLine();
        for (; id != null; id = lines.readLine()) {
            String data = lines.readLine();
            String end = lines.readLine();
            if (data == null || end == null) {
                break;
            }
            String[] words = data.split(" ", 4);
            boolean complete = id.startsWith("id: ") && words.length == 4 && end.isEmpty();
            receiver.received(
                    complete ? judge(id.substring(4), words) : Client.WRONG + "no event: " + id,
                    complete ? Long.parseLong(words[2]) : 0);
        }
        throw new IOException("the stream has ended");
    }

    private String judge(String id, String[] words) {
        long due = last + 1;
        last = Long.parseLong(id);
        if (last != due) {
            return Client.WRONG + "event " + last + " in place of " + due;
        }
        boolean own = words[1].equals(Long.toString(stream)) && words[3].equals(content(last));
        return own ? Client.GOOD : Client.WRONG + "an event of another stream";
    }

    private String content(long place) {
        return new String(Content.of(stream * 1_000_003 + place, SIZE), StandardCharsets.ISO_8859_1);
    }

    /** Whoever hears of each event. */
    @FunctionalInterface
    interface Receiver {
        /** An event has come, which was sent at this {@link System#nanoTime}. */
        void received(String outcome, long sent);
    }
}
