package io.gatehouse.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temporary;

    @SuppressWarnings("NullAway.Init")
    private LogFile log;

    @BeforeEach
    void begin() throws Exception {
        log = new LogFile(temporary.resolve("users.log"));
        log.begin();
    }

    @Test
    void putsAsideWhatIsTooLongUnderTheProcessThatAppendsToIt() throws Exception {
        try (OutputStream process = Files.newOutputStream(log.path(), StandardOpenOption.APPEND)) {
            process.write(new byte[LogFile.LONGEST_BYTES + 1]);
            log.shorten();
            process.write('!');
        }

        assertThat(log.path()).hasContent("!");
        assertThat(log.previous()).hasSize(LogFile.LONGEST_BYTES + 1L);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log.previous())))
                .isEqualTo("rw-------");
    }

    @Test
    void leavesWhatIsNotTooLong() throws Exception {
        Files.write(log.path(), new byte[LogFile.LONGEST_BYTES]);
        log.shorten();

        assertThat(log.path()).hasSize(LogFile.LONGEST_BYTES);
        assertThat(log.previous()).doesNotExist();
    }

    @Test
    void showsTheLastLines() throws Exception {
        Files.writeString(
                log.path(), IntStream.rangeClosed(1, 30).mapToObj(i -> i + "\n").collect(Collectors.joining()));

        assertThat(log.tail()).startsWith("6\n7\n").endsWith("\n30");
    }

    @Test
    void readsOnlyTheEndOfALongLine() throws Exception {
        Files.writeString(log.path(), "-".repeat(1_000_000));

        assertThat(log.tail()).hasSize(64 * 1024);
    }
}
