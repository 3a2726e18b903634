package io.gatehouse.users.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeySealTest {
    @TempDir
    Path directory;

    private static ECKey key() throws Exception {
        return new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
    }

    @Test
    void opensWhatItHasSealedAlsoAtTheNextStart() throws Exception {
        ECKey key = key();
        String sealed = KeySeal.in(directory).seal(key);

        KeySeal later = KeySeal.in(directory);
        assertThat(later.open(sealed)).contains(key);
        assertThat(later.id()).isEqualTo(KeySeal.in(directory).id());
    }

    @Test
    void showsNothingOfTheKey() throws Exception {
        ECKey key = key();
        KeySeal seal = KeySeal.in(directory);

        assertThat(seal.seal(key)).doesNotContain(key.getD().toString()).isNotEqualTo(seal.seal(key));
        String secret = Files.readString(directory.resolve("users-seal.jwk"));
        assertThat(secret).contains("\"k\":");
        assertThat(seal).asString().isEqualTo("KeySeal[" + seal.id() + "]");
    }

    @Test
    void opensNothingThatAnotherHasSealedOrThatWasChanged() throws Exception {
        KeySeal seal = KeySeal.in(directory);
        String sealed = seal.seal(key());

        assertThat(KeySeal.in(directory.resolve("elsewhere")).open(sealed)).isEmpty();
        int tag = sealed.lastIndexOf('.') + 1;
        String other = sealed.charAt(tag) == 'A' ? "B" : "A";
        assertThat(seal.open(sealed.substring(0, tag) + other + sealed.substring(tag + 1)))
                .isEmpty();
        assertThat(seal.open("nonsense")).isEmpty();
        assertThat(seal.open("")).isEmpty();
    }

    @Test
    void refusesAKeyOfAnotherKind() throws Exception {
        Files.writeString(directory.resolve("users-seal.jwk"), key().toJSONString());

        assertThatThrownBy(() -> KeySeal.in(directory))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("users-seal.jwk");
    }
}
