package io.gatehouse.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which sockets listen, as the kernel says (proc(5)). */
final class Sockets {
    private static final String LISTEN = "0A";
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private Sockets() {}

    private record Listener(String address, int port, String inode) {}

    static Set<String> listeningOn(int port) throws IOException {
        return listeners().stream()
                .filter(listener -> listener.port() == port)
                .map(Listener::address)
                .collect(Collectors.toSet());
    }

    static Set<String> addressesOf(Product product) throws IOException {
        Set<String> inodes = new HashSet<>();
        for (ProcessHandle part : product.parts()) {
            try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + part.pid() + "/fd"))) {
                for (Path descriptor : descriptors.toList()) {
                    inodes.add(target(descriptor));
                }
            }
        }
        return listeners().stream()
                .filter(listener -> inodes.contains("socket:[" + listener.inode() + "]"))
                .map(Listener::address)
                .collect(Collectors.toSet());
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    private static List<Listener> listeners() throws IOException {
        try (Stream<String> v4 = Files.lines(Path.of("/proc/net/tcp"));
                Stream<String> v6 = Files.lines(Path.of("/proc/net/tcp6"))) {
            return Stream.concat(v4, v6)
                    .map(line -> SPACES.split(line.strip()))
                    .filter(fields -> fields.length > 9 && fields[3].equals(LISTEN))
                    .map(Sockets::listener)
                    .toList();
        }
    }

    private static Listener listener(String[] fields) {
        String[] local = fields[1].split(":", 2);
        return new Listener(address(local[0]), Integer.parseInt(local[1], 16), fields[9]);
    }

    /** The kernel prints words in the byte order of the machine; the two addresses that matter here are told apart. */
    private static String address(String hex) {
        boolean loopback =
                hex.equals("0100007F") || hex.endsWith("FFFF00000100007F") || hex.equals("0".repeat(24) + "01000000");
        return loopback ? "127.0.0.1" : hex;
    }
}
