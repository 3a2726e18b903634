package io.gatehouse.users.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
    private static final int INSTANCES = 16;

    @TempDir
    Path directory;

    private static JWK key() {
        try {
            return new OctetSequenceKeyGenerator(256).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private JWK read(Path from) {
        return new KeyFile(from, "some.jwk").readOrCreate(KeyFileTest::key);
    }

    @Test
    void makesAKeyThatOnlyItsOwnerMayRead() throws IOException {
        Path keys = directory.resolve("not/yet/there");
        JWK key = read(keys);

        assertThat(key.isPrivate()).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys.resolve("some.jwk"))))
                .isEqualTo("rw-------");
    }

    @Test
    void readsTheSameKeyAtEveryStart() {
        JWK first = read(directory);

        assertThat(read(directory)).isEqualTo(first);
        assertThat(new KeyFile(directory, "some.jwk").read()).contains(first);
    }

    @Test
    void makesNothingWhenItIsOnlyAsked() {
        assertThat(new KeyFile(directory, "some.jwk").read()).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void givesAllInstancesThatStartAtOnceTheSameKey() throws Exception {
        CyclicBarrier together = new CyclicBarrier(INSTANCES);
        ExecutorService instances = Executors.newFixedThreadPool(INSTANCES);
        try {
            List<Future<JWK>> starting = new ArrayList<>();
            for (int i = 0; i < INSTANCES; i++) {
                starting.add(instances.submit(() -> {
                    together.await();
                    return read(directory);
                }));
            }
            JWK kept = starting.get(0).get();
            for (Future<JWK> instance : starting) {
                assertThat(instance.get()).isEqualTo(kept);
            }
        } finally {
            instances.shutdownNow();
        }
        assertThat(directory.toFile().list()).containsExactly("some.jwk");
    }

    @Test
    void refusesADamagedKeyAndQuotesNothingOfIt() throws IOException {
        Files.writeString(directory.resolve("some.jwk"), "{\"kty\":\"oct\",\"k\":\"secret");

        assertThatThrownBy(() -> read(directory))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("some.jwk")
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    @Test
    void saysWhereItCannotWrite() throws IOException {
        Path file = Files.createFile(directory.resolve("no-directory"));

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("no-directory");
    }
}
