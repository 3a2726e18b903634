package io.gatehouse.users.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
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

    @Test
    void makesAKeyThatOnlyItsOwnerMayRead() throws IOException {
        Path keys = directory.resolve("not/yet/there");
        ECKey key = new KeyFile(keys, "users.jwk").readOrCreate();

        assertThat(key.getCurve()).isEqualTo(Curve.P_256);
        assertThat(key.isPrivate()).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys.resolve("users.jwk"))))
                .isEqualTo("rw-------");
    }

    @Test
    void readsTheSameKeyAtEveryStart() {
        ECKey first = new KeyFile(directory, "users.jwk").readOrCreate();

        assertThat(new KeyFile(directory, "users.jwk").readOrCreate()).isEqualTo(first);
    }

    @Test
    void namesAKeyByItsThumbprint() throws Exception {
        ECKey key = new KeyFile(directory, "users.jwk").readOrCreate();

        assertThat(key.getKeyID()).isEqualTo(key.computeThumbprint().toString());
    }

    @Test
    void givesAllInstancesThatStartAtOnceTheSameKey() throws Exception {
        CyclicBarrier together = new CyclicBarrier(INSTANCES);
        ExecutorService instances = Executors.newFixedThreadPool(INSTANCES);
        try {
            List<Future<ECKey>> starting = new ArrayList<>();
            for (int i = 0; i < INSTANCES; i++) {
                starting.add(instances.submit(() -> {
                    together.await();
                    return new KeyFile(directory, "users.jwk").readOrCreate();
                }));
            }
            ECKey kept = starting.get(0).get();
            for (Future<ECKey> instance : starting) {
                assertThat(instance.get()).isEqualTo(kept);
            }
        } finally {
            instances.shutdownNow();
        }
        assertThat(directory.toFile().list()).containsExactly("users.jwk");
    }

    @Test
    void refusesADamagedKeyAndQuotesNothingOfIt() throws IOException {
        Files.writeString(directory.resolve("users.jwk"), "{\"kty\":\"EC\",\"d\":\"secret");

        assertThatThrownBy(() -> new KeyFile(directory, "users.jwk").readOrCreate())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("users.jwk")
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    @Test
    void saysWhereItCannotWrite() throws IOException {
        Path file = Files.createFile(directory.resolve("no-directory"));

        assertThatThrownBy(() -> new KeyFile(file, "users.jwk").readOrCreate())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("no-directory");
    }
}
