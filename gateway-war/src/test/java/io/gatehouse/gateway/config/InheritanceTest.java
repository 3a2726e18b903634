package io.gatehouse.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InheritanceTest {
    private record Settings(String name) {}

    private record Lamp(String name, Object identity) implements AutoCloseable {
        @Override
        public void close() {}
    }

    private static Lamp lamp(Inheritance inheritance, String name) {
        return inheritance.take(Lamp.class, new Settings(name), settings -> new Lamp(settings.name(), new Object()));
    }

    @Test
    void givesTheSameThingForEqualSettings() {
        Inheritance first = Inheritance.none();
        Lamp lamp = lamp(first, "hall");

        assertThat(lamp(first, "hall")).isSameAs(lamp);
        assertThat(lamp(first.next(), "hall")).isSameAs(lamp);
    }

    @Test
    void makesAnotherThingForOtherSettingsAndForAnotherKind() {
        Inheritance first = Inheritance.none();
        Lamp lamp = lamp(first, "hall");
        String sameSettings = first.take(String.class, new Settings("hall"), Settings::name);

        assertThat(lamp(first, "kitchen")).isNotSameAs(lamp);
        assertThat(sameSettings).isEqualTo("hall");
    }

    @Test
    void namesWhatNobodyTook() {
        Inheritance first = Inheritance.none();
        Lamp hall = lamp(first, "hall");
        Lamp kitchen = lamp(first, "kitchen");
        Inheritance second = first.next();
        Lamp attic = lamp(second, "attic");
        lamp(second, "hall");

        assertThat(second.untaken()).containsExactly(kitchen);
        assertThat(second.made()).containsExactly(attic);
        assertThat(first.made()).containsExactlyInAnyOrder(hall, kitchen);
    }

    @Test
    void forgetsWhatWasNotTakenOver() {
        Inheritance first = Inheritance.none();
        Lamp lamp = lamp(first, "hall");
        Inheritance third = first.next().next();

        assertThat(lamp(third, "hall")).isNotSameAs(lamp);
    }

    @Test
    void aSuccessorWithOtherSettingsFindsWhomItFollows() {
        Inheritance first = Inheritance.none();
        lamp(first, "hall");
        Lamp kitchen = lamp(first, "kitchen");
        Inheritance second = first.next();

        assertThat(second.predecessor(Lamp.class, lamp -> lamp.name().equals("kitchen")))
                .isSameAs(kitchen);
        assertThat(second.predecessor(Lamp.class, lamp -> false)).isNull();
        assertThat(second.predecessor(String.class, text -> true)).isNull();
        assertThat(second.untaken()).as("to look is not to take").hasSize(2);
        assertThat(first.predecessor(Lamp.class, lamp -> true))
                .as("the first follows nobody")
                .isNull();
    }
}
