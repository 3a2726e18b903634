package io.gatehouse.storm;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The head of a message, as it stands on the wire. */
record Head(String startLine, List<String> fields) {
    private static final int LONGEST = 64 * 1024;

    /** The next one; null when the other side has closed between messages. */
    static @Nullable Head read(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int last = 0;
        while (last != 0x0D0A0D0A) {
            int next = in.read();
            if (next < 0 && bytes.size() == 0) {
                return null;
            }
            if (next < 0 || bytes.size() > LONGEST) {
                throw new EOFException("the head is not complete");
            }
            bytes.write(next);
            last = last << 8 | next;
        }
        List<String> lines = bytes.toString(StandardCharsets.ISO_8859_1).lines().toList();
        return new Head(lines.get(0), lines.subList(1, lines.size() - 1));
    }

    /** The value of a field; empty when it is not there. */
    String field(String name) {
        String start = name.toLowerCase(Locale.ROOT) + ":";
        return fields.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                .map(line -> line.substring(start.length()).strip())
                .findFirst()
                .orElse("");
    }

    /** What Content-Length says; 0 without one. */
    int length() {
        String length = field("Content-Length");
        return length.isEmpty() ? 0 : Integer.parseInt(length);
    }

    boolean isChunked() {
        return field("Transfer-Encoding").equalsIgnoreCase("chunked");
    }
}
