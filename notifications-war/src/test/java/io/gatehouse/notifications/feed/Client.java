package io.gatehouse.notifications.feed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client that takes so much as a test lets it, and reads events as HTML (section 9.2) says. */
final class Client implements Outlet {
    private static final Pattern ID = Pattern.compile("(?m)^id: ([0-9]+)$");
    private static final Pattern DATA = Pattern.compile("(?m)^data: (.*)$");

    final StringBuilder received = new StringBuilder();
    int takes = Integer.MAX_VALUE;
    boolean gone;
    boolean ended;
    boolean confused;

    @Override
    public boolean isReady() {
        if (confused) {
            throw new IllegalArgumentException("on purpose");
        }
        return takes > 0;
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        if (takes <= 0) {
            throw new AssertionError("written without being ready");
        }
        if (gone) {
            throw new IOException("gone");
        }
        takes--;
        received.append(new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public void close() {
        ended = true;
        if (confused) {
            throw new IllegalArgumentException("on purpose");
        }
    }

    /** What it would send as Last-Event-ID. */
    long lastEventId() {
        Matcher id = ID.matcher(received);
        long last = -1;
        while (id.find()) {
            last = Long.parseLong(id.group(1));
        }
        return last;
    }

    /** The data of all events. */
    List<String> data() {
        return DATA.matcher(received).results().map(line -> line.group(1)).toList();
    }
}
