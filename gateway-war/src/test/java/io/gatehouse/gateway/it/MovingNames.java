package io.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A name that leads to another machine while the gateway has connections to the first. The server resolves names by a file, and remembers each for a second. */
interface MovingNames extends Situation {
    Path HOSTS = Path.of(System.getProperty("it.directory"), "hosts");
    String FIRST = "127.0.0.7";
    String SECOND = "127.0.0.8";

    /** Has the name lead there from now on. */
    static void lead(String address) throws IOException {
        Path next = Files.writeString(
                HOSTS.resolveSibling("hosts.next"), "127.0.0.1 localhost " + own() + "\n" + address + " moving.test\n");
        Files.move(next, HOSTS, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The server looks for its machine's name, too. */
    private static String own() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "";
        }
    }

    /** Says its name, and keeps its connections. */
    private static TestUpstream at(String address, String name) {
        try {
            TestUpstream upstream =
                    new TestUpstream(new ServerSocket(Securing.PORT, 100, InetAddress.getByName(address)));
            upstream.on("/api/moving/x", call -> {
                for (List<String> head = call.headers(); !head.isEmpty(); head = TestUpstream.head(call.in())) {
                    call.say("HTTP/1.1 200 OK\nContent-Length: " + name.length() + "\n\n" + name);
                }
            });
            return upstream;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    default void aNameThatLeadsElsewhereIsFollowedWithoutAReload() throws Exception {
        TestUpstream first = at(FIRST, "first");
        TestUpstream second = at(SECOND, "second");
        try {
            assertThat(send(to("/api/moving/x")).body()).isEqualTo("first");

            lead(SECOND);
            List<String> answers = new ArrayList<>();
            Instant end = Instant.now().plusSeconds(30);
            while (!answers.contains("second") && Instant.now().isBefore(end)) {
                answers.add(send(to("/api/moving/x")).body());
                TimeUnit.MILLISECONDS.sleep(100);
            }

            assertThat(answers).isSubsetOf("first", "second").endsWith("second");
            assertThat(send(to("/api/moving/x")).body()).isEqualTo("second");
        } finally {
            first.close();
            second.close();
        }
    }
}
