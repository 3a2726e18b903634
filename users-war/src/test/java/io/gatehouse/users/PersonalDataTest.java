package io.gatehouse.users;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.audit.Personal;
import io.gatehouse.kernel.testing.EventContract;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The audit is kept for good and a person is not: whatever an event of users tells beyond ids must be marked. */
class PersonalDataTest {
    private static final Set<Class<?>> IMPERSONAL = Set.of(UUID.class, boolean.class, int.class, long.class);

    static List<String> events() {
        return EventContract.typesOf("users");
    }

    @ParameterizedTest
    @MethodSource("events")
    void isMarkedInEveryEvent(String type) throws ClassNotFoundException {
        Class<?> event = Class.forName(getClass().getPackageName() + "." + type);

        assertThat(Arrays.stream(event.getRecordComponents())
                        .filter(component -> !IMPERSONAL.contains(component.getType()))
                        .filter(component -> !component.isAnnotationPresent(Personal.class))
                        .map(RecordComponent::getName))
                .isEmpty();
    }
}
