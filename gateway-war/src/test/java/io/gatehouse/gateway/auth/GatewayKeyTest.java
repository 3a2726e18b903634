package io.gatehouse.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayKeyTest {
    @TempDir
    private Path directory;

    @Test
    void isMadeOnceAndKept() throws IOException {
        GatewayKey first = GatewayKey.in(directory.resolve("new"));

        assertThat(GatewayKey.in(directory.resolve("new")).jwk()).isEqualTo(first.jwk());
    }

    @Test
    void onlyItsOwnerCanReadIt() throws IOException {
        GatewayKey.in(directory);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("gateway.jwk"))))
                .isEqualTo("rw-------");
    }

    @Test
    void nodesThatStartAtOnceAgreeOnOneAndLeaveNothingElse() throws Exception {
        int nodes = 16;
        CyclicBarrier start = new CyclicBarrier(nodes);
        Set<String> kids = ConcurrentHashMap.newKeySet();
        List<Thread> threads = IntStream.range(0, nodes)
                .mapToObj(i -> new Thread(() -> {
                    try {
                        start.await();
                        kids.add(GatewayKey.in(directory).jwk().getKeyID());
                    } catch (Exception e) {
                        kids.add(e.toString());
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(kids).hasSize(1);
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(directory.resolve("gateway.jwk"));
        }
    }

    @Test
    void aFileThatHoldsNoKeyIsNotOverwritten() throws IOException {
        Files.writeString(directory.resolve("gateway.jwk"), "nonsense");

        assertThatThrownBy(() -> GatewayKey.in(directory)).isInstanceOf(IOException.class);
        assertThat(directory.resolve("gateway.jwk")).hasContent("nonsense");
    }
}
