package io.gatehouse.users.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Argon2CostTest {
    @ParameterizedTest
    @CsvSource({"47104, 1", "19456, 2", "12288, 3", "9216, 4", "7168, 5", "65536, 3", "1048576, 100"})
    void isAtLeastOneOfTheRecommendedSettings(int memoryKib, int passes) {
        assertThatCode(() -> new Argon2Cost(memoryKib, passes)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"47103, 1", "19455, 2", "12287, 3", "7167, 5", "19456, 0", "0, 2", "-1, -1", "1048577, 2", "19456, 101"
    })
    void refusesWhatIsTooCheapOrTooDearAndNamesTheKeys(int memoryKib, int passes) {
        assertThatThrownBy(() -> new Argon2Cost(memoryKib, passes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("gatehouse.argon2.memory", "gatehouse.argon2.passes");
    }

    /** The library keeps the memory of each setting for good: it has that of the earlier one, and gets little more. */
    @ParameterizedTest
    @CsvSource({
        "65536, 3, 19456, 2",
        "1048576, 100, 7168, 5",
        "19456, 3, 19456, 2",
        "47104, 2, 12289, 3",
        "38912, 2, 19456, 2"
    })
    void makesUpForACheaperHashInNoMemoryOfItsOwn(int memoryKib, int passes, int earlierKib, int earlierPasses) {
        Argon2Function earlier = hashing(earlierKib, earlierPasses);

        List<Argon2Function> all = new Argon2Cost(memoryKib, passes).makingUpFor(earlier);

        assertThat(all).allSatisfy(rest -> assertThat(rest.getMemory()).isIn(earlierKib, 2048));
        assertThat(Set.copyOf(all)).hasSizeLessThanOrEqualTo(2);
        long whole = all.stream()
                .mapToLong(rest -> (long) rest.getMemory() * rest.getIterations())
                .sum();
        assertThat((long) earlierKib * earlierPasses + whole)
                .isCloseTo((long) memoryKib * passes, within(1024L * passes));
    }

    @Test
    void hasNothingToMakeUpForWhatCostAsMuchOrMore() {
        assertThat(Argon2Cost.DEFAULT.makingUpFor(hashing(19 * 1024, 2))).isEmpty();
        assertThat(Argon2Cost.DEFAULT.makingUpFor(hashing(47_104, 1))).isEmpty();
        assertThat(Argon2Cost.DEFAULT.makingUpFor(hashing(9_216, 5))).isEmpty();
    }

    private static Argon2Function hashing(int memoryKib, int passes) {
        return Argon2Function.getInstance(memoryKib, passes, 1, 32, Argon2.ID);
    }
}
