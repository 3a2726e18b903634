package io.gatehouse.users.password;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
}
