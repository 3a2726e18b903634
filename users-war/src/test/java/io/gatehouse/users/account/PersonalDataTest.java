package io.gatehouse.users.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.audit.Personal;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The audit is kept for good and a person is not: whatever an event of users tells beyond ids and roles must be marked. */
class PersonalDataTest {
    private static final Set<String> IMPERSONAL = Set.of(
            UUID.class.getName(),
            UserEvent.SessionEnded.Why.class.getTypeName(),
            "boolean",
            "int",
            "long",
            "java.util.List<" + Role.class.getName() + ">");

    static List<Class<?>> events() {
        return List.of(UserEvent.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("events")
    void isMarkedInEveryEvent(Class<?> event) {
        assertThat(Arrays.stream(event.getRecordComponents())
                        .filter(component ->
                                !IMPERSONAL.contains(component.getGenericType().getTypeName()))
                        .filter(component -> !component.isAnnotationPresent(Personal.class))
                        .map(RecordComponent::getName))
                .isEmpty();
    }
}
