package io.gatehouse.gateway.accesslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotatingFileTest {
    @TempDir
    private Path directory;

    @Test
    void putsAsideWhatWouldBecomeTooLongAndKeepsSoMany() throws Exception {
        try (RotatingFile file = new RotatingFile(path(), 8, 2)) {
            for (String line :
                    new String[] {"one\n", "two\n", "three\n", "four\n", "five\n", "a long line\n", "six\n"}) {
                file.append(bytes(line));
            }
        }

        assertThat(path()).hasContent("six\n");
        assertThat(aside(1)).hasContent("a long line\n");
        assertThat(aside(2)).hasContent("five\n");
        assertThat(aside(3)).doesNotExist();
    }

    @Test
    void keepsNothingWhenNothingIsToBeKept() throws Exception {
        try (RotatingFile file = new RotatingFile(path(), 4, 0)) {
            file.append(bytes("one\n"));
            file.append(bytes("two\n"));
        }

        assertThat(path()).hasContent("two\n");
        assertThat(aside(1)).doesNotExist();
    }

    @Test
    void goesOnWhereAnEarlierRunEnded() throws Exception {
        Files.createDirectories(directory.resolve("log"));
        Files.writeString(path(), "12345678\n");

        try (RotatingFile file = new RotatingFile(path(), 12, 1)) {
            file.append(bytes("9\n"));
            file.append(bytes("10\n"));
        }

        assertThat(path()).hasContent("10\n");
        assertThat(aside(1)).hasContent("12345678\n9\n");
    }

    @Test
    void beginsAnewWhenTheFileIsTakenAway() throws Exception {
        try (RotatingFile file = new RotatingFile(path(), 100, 1)) {
            file.append(bytes("one\n"));
            Files.move(path(), directory.resolve("taken"));
            file.append(bytes("two\n"));
        }

        assertThat(path()).hasContent("two\n");
        assertThat(directory.resolve("taken")).hasContent("one\n");
    }

    @Test
    void isNotForEverybody() throws Exception {
        try (RotatingFile file = new RotatingFile(path(), 100, 1)) {
            file.append(bytes("one\n"));
        }

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
                .endsWith("---");
    }

    @Test
    void triesAgainAfterAFailure() throws Exception {
        Path inTheWay = Files.writeString(directory.resolve("log"), "");
        try (RotatingFile file = new RotatingFile(path(), 100, 1)) {
            assertThatThrownBy(() -> file.append(bytes("one\n"))).isInstanceOf(IOException.class);
            Files.delete(inTheWay);
            file.append(bytes("two\n"));
        }

        assertThat(path()).hasContent("two\n");
    }

    private Path path() {
        return directory.resolve("log").resolve("access.log");
    }

    private Path aside(int number) {
        return directory.resolve("log").resolve("access.log." + number);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
