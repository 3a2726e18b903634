package io.gatehouse.users.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.password4j.Argon2Function;
import io.gatehouse.kernel.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PasswordsTest {
    private static final long MIB = 1024 * 1024;

    private final Semaphore places = new Semaphore(1);
    private final Passwords passwords = new Passwords(Argon2Cost.DEFAULT, places, Duration.ofMillis(1));

    @Test
    void keepsAPhcStringWithTheParametersThatOwaspRecommends() {
        assertThat(passwords.hash("correct horse"))
                .startsWith("$argon2id$v=19$m=19456,t=2,p=1$")
                .hasSizeLessThan(255);
    }

    @Test
    void knowsThePasswordAgainAndNoOther() {
        String hash = passwords.hash("correct horse");

        assertThat(passwords.matches("correct horse", hash)).isTrue();
        assertThat(passwords.matches("Correct horse", hash)).isFalse();
        assertThat(passwords.matches("", hash)).isFalse();
    }

    @Test
    void hashesOnePasswordDifferentlyEachTime() {
        assertThat(passwords.hash("correct horse")).isNotEqualTo(passwords.hash("correct horse"));
    }

    @Test
    void checksHashesThatWereMadeWithOtherParameters() {
        // The test vector of the reference implementation's manual: echo -n "password" | argon2 somesalt -id -t 2 -m 16
        // -p 1
        String older = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

        assertThat(passwords.matches("password", older)).isTrue();
        assertThat(passwords.matches("Password", older)).isFalse();
    }

    @Test
    void takesWhatLooksTheSameForTheSame() {
        assertThat(passwords.matches("cafe\u0301 au lait", passwords.hash("caf\u00e9 au lait")))
                .isTrue();
    }

    @Test
    void letsNobodyInWhoDoesNotExist() {
        assertThat(passwords.matches("correct horse", null)).isFalse();
    }

    @Test
    void hashesAlsoForAUserThatDoesNotExist() throws InterruptedException {
        places.acquire();

        assertThatThrownBy(() -> passwords.matches("correct horse", null)).isInstanceOf(ProblemException.class);
    }

    @Test
    void sendsAwayWhoWaitsTooLongForAPlace() throws InterruptedException {
        places.acquire();

        assertThatThrownBy(() -> passwords.hash("correct horse"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().status()).isEqualTo(503));

        places.release();
        assertThat(passwords.hash("correct horse")).isNotEmpty();
    }

    @Test
    @Timeout(60)
    void letsFourWaitForEachPlaceAndSendsTheFifthAwayAtOnce() throws Exception {
        Passwords patient = new Passwords(Argon2Cost.DEFAULT, places, Duration.ofHours(1));
        places.acquire();
        List<CompletableFuture<Boolean>> waiting =
                IntStream.range(0, 4).mapToObj(i -> login(patient)).toList();
        while (places.getQueueLength() < 4) {
            Thread.onSpinWait();
        }

        assertThatThrownBy(() -> patient.matches("correct horse", null)).hasMessageContaining("TOO_BUSY");
        assertThatThrownBy(() -> patient.hash("correct horse")).hasMessageContaining("TOO_BUSY");

        places.release();
        assertThat(waiting).allSatisfy(login -> assertThat(login.get()).isFalse());
    }

    /** With a thread of its own: the common pool may have fewer than four. */
    private static CompletableFuture<Boolean> login(Passwords passwords) {
        return CompletableFuture.supplyAsync(
                () -> passwords.matches("correct horse", null), work -> new Thread(work).start());
    }

    @Test
    void givesThePlaceBackAlsoWhenAHashIsDamaged() {
        assertThatThrownBy(() -> passwords.matches("correct horse", "$argon2id$damaged"))
                .isInstanceOf(RuntimeException.class);
        assertThat(places.availablePermits()).isEqualTo(1);
    }

    @Test
    void hashesOnEveryProcessorButInAnEighthOfTheHeap() {
        assertThat(Passwords.places(2, 1024 * MIB, Argon2Cost.DEFAULT)).isEqualTo(2);
        assertThat(Passwords.places(64, 1024 * MIB, Argon2Cost.DEFAULT)).isEqualTo(6);
        assertThat(Passwords.places(8, 64 * MIB, Argon2Cost.DEFAULT)).isEqualTo(1);
        assertThat(Passwords.places(64, 1024 * MIB, new Argon2Cost(64 * 1024, 3)))
                .isEqualTo(2);
    }

    @Test
    void refusesAHashThatCostLessWithAsMuchWorkAsNobodys() {
        List<Argon2Function> worked = new ArrayList<>();
        Passwords dearer = new Passwords(new Argon2Cost(38 * 1024, 3)) {
            @Override
            void workOff(Argon2Function rest, String password) {
                worked.add(rest);
                super.workOff(rest, password);
            }
        };
        String cheap = passwords.hash("correct horse");

        assertThat(dearer.matches("wrong horse", null)).isFalse();
        assertThat(dearer.matches("wrong horse", dearer.hash("correct horse"))).isFalse();
        assertThat(dearer.matches("correct horse", cheap)).isTrue();
        assertThat(worked).isEmpty();

        assertThat(dearer.matches("wrong horse", cheap)).isFalse();
        int whole = worked.stream()
                .mapToInt(rest -> rest.getMemory() * rest.getIterations())
                .sum();
        assertThat(whole).isCloseTo(38 * 1024 * 3 - 19 * 1024 * 2, within(2 * 1024 * 3 / 2));
    }

    @Test
    void knowsAHashThatCostLessThanOneWouldToday() {
        Passwords dearer = new Passwords(new Argon2Cost(19 * 1024, 3));
        String cheap = passwords.hash("correct horse");
        String dear = dearer.hash("correct horse");

        assertThat(dearer.isOutdated(cheap)).isTrue();
        assertThat(dearer.isOutdated(dear)).isFalse();
        assertThat(passwords.isOutdated(cheap)).isFalse();
        assertThat(passwords.isOutdated(dear)).isFalse();
        assertThat(dearer.matches("correct horse", cheap)).isTrue();
    }
}
