package io.gatehouse.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The table of TCP connections that Linux shows as text, a row for each with both its ends and its state (proc(5), {@code /proc/net/tcp}). Of all the rows only
 * those of half-closed connections are kept, whose other side has said that it sends no more: CLOSE-WAIT (RFC 9293 section 3.3.2). The others pass
 * by one at a time. A row that cannot be understood is no connection's.
 */
final class KernelTable {
    private static final Logger LOG = System.getLogger(KernelTable.class.getName());
    private static final List<Path> LINUX = List.of(Path.of("/proc/self/net/tcp6"), Path.of("/proc/self/net/tcp"));
    private static final String CLOSE_WAIT = "08 ";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    /** What stands before an IPv4 address to make an IPv6 address of it (RFC 4291 section 2.5.5.2). */
    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

    private final List<Path> files;
    private boolean told;

    KernelTable() {
        this(LINUX);
    }

    /** @param files the table's parts; not all systems have all */
    KernelTable(List<Path> files) {
        this.files = files;
    }

    /**
     * Both ends of each half-closed connection, in the words of {@link #names}. None where the system shows no table, of which the log tells
     * the first time. Two readings may not overlap.
     */
    Set<String> halfClosed() {
        Set<String> found = new HashSet<>();
        IOException missing = null;
        int read = 0;
        for (Path file : files) {
            try (BufferedReader rows = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
                keepHalfClosed(rows, found);
                read++;
            } catch (IOException e) {
                missing = e;
            }
        }
        if (read == 0 && !told) {
            told = true;
            LOG.log(
                    Level.INFO,
                    "this system does not show its connections: who leaves something unread is noticed late",
                    missing);
        }
        return found;
    }

    private static void keepHalfClosed(BufferedReader rows, Set<String> found) throws IOException {
        for (String row = rows.readLine(); row != null; row = rows.readLine()) {
            String ends = endsOfHalfClosed(row);
            if (ends != null) {
                found.add(ends);
            }
        }
    }

    /** {@code 12: 0100007F:4AD8 0100007F:C6EC 08 …} has its number, both ends and its state before all else. */
    private static @Nullable String endsOfHalfClosed(String row) {
        int number = row.indexOf(": ");
        int local = number + 2;
        int remote = row.indexOf(' ', local) + 1;
        int state = row.indexOf(' ', remote) + 1;
        boolean complete = number >= 0 && remote > local && state > remote;
        return complete && row.startsWith(CLOSE_WAIT, state) ? row.substring(local, state - 1) : null;
    }

    /** The words that a connection may have in this system's table: between IPv4 addresses it stands in either part, depending on the socket. */
    static List<String> names(InetSocketAddress local, InetSocketAddress remote) {
        return names(local, remote, ByteOrder.nativeOrder());
    }

    /** @param order of the bytes in a word of the machine: each four bytes of an address are written as the number that they are to it */
    static List<String> names(InetSocketAddress local, InetSocketAddress remote, ByteOrder order) {
        String ends = end("", local, order) + ' ' + end("", remote, order);
        if (!(local.getAddress() instanceof Inet4Address)) {
            return List.of(ends);
        }
        String mapped = words(MAPPED, order);
        return List.of(end(mapped, local, order) + ' ' + end(mapped, remote, order), ends);
    }

    private static String end(String before, InetSocketAddress end, ByteOrder order) {
        return before + words(end.getAddress().getAddress(), order) + ':' + HEX.toHexDigits((short) end.getPort());
    }

    private static String words(byte[] address, ByteOrder order) {
        ByteBuffer words = ByteBuffer.wrap(address).order(order);
        StringBuilder text = new StringBuilder();
        while (words.hasRemaining()) {
            text.append(HEX.toHexDigits(words.getInt()));
        }
        return text.toString();
    }
}
