package io.gatehouse.kernel.paging;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberedQueryTest {
    private static final class Some extends NumberedQuery {
        Some(String limit, String after) {
            super("number", limit, after);
        }

        @Override
        protected @Nullable String sort() {
            return null;
        }
    }

    @ParameterizedTest
    @CsvSource({"0,0", "101,0", "-1,0", "x,0", "1,-1", "1,x", "1,1234567890123456789"})
    void refusesWhatIsNoNumberOfItemsAndNoCursor(String limit, String after) {
        try (var validation = Validation.buildDefaultValidatorFactory()) {
            assertThat(validation.getValidator().validate(new Some(limit, after)))
                    .hasSize(1);
        }
    }
}
