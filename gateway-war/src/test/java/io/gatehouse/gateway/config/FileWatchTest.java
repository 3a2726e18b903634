package io.gatehouse.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked // A change that is not seen fails the test by itself.
class FileWatchTest {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

    @TempDir
    private Path directory;

    private Path file;
    private FileWatch watch;
    private Instant now = NOON;
    private String known;

    @BeforeEach
    void startWithAFile() throws IOException {
        file = write("routes.yaml", "one", NOON.minusSeconds(60));
        known = ConfigText.of("one").digest();
        watch = new FileWatch(file, () -> now);
        assertThat(look()).isNull();
        assertThat(look()).isNull();
    }

    @Test
    void tellsNewContentOnceItHasStoodStillForOneLook() throws IOException {
        write("routes.yaml", "two", NOON);

        assertThat(look()).as("just written").isNull();
        assertThat(look()).isEqualTo(ConfigText.of("two").digest());
        assertThat(look()).as("told already").isNull();
    }

    @Test
    void aFileThatIsBeingWrittenIsNotTakenHalf() throws IOException {
        for (String half : new String[] {"t", "tw", "two", "two t", "two th"}) {
            write("routes.yaml", half, NOON);
            assertThat(look()).isNull();
        }
        assertThat(look()).isEqualTo(ConfigText.of("two th").digest());
    }

    @Test
    void otherContentOfTheSameSizeWithinTheSameTickIsSeen() throws IOException {
        write("routes.yaml", "two", NOON);
        look();
        look();
        write("routes.yaml", "owt", NOON);

        look();
        assertThat(look()).isEqualTo(ConfigText.of("owt").digest());
    }

    @Test
    void aFileThatNobodyTouchesIsNotReadAgain() throws IOException {
        now = NOON.plusSeconds(60);
        look();
        look();
        // Nobody can do this to a real file; it shows that time and size are what is looked at.
        write("routes.yaml", "eno", NOON.minusSeconds(60));

        assertThat(look()).isNull();
        assertThat(look()).isNull();
    }

    @Test
    void aTouchedFileWithTheSameContentHasNotChanged() throws IOException {
        write("routes.yaml", "one", NOON);

        assertThat(look()).isNull();
        assertThat(look()).isNull();
    }

    @Test
    void aFileThatIsReplacedByRenamingHasChangedThoughItIsOlder() throws IOException {
        Path other = write("routes.yaml.new", "two", NOON.minusSeconds(600));
        Files.move(other, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);

        look();
        assertThat(look()).isEqualTo(ConfigText.of("two").digest());
    }

    @Test
    void aDirectoryThatALinkPointsElsewhereToHasChanged() throws IOException {
        // As Kubernetes mounts a ConfigMap: routes.yaml -> ..data/routes.yaml, ..data -> ..1, and ..data is replaced.
        Files.createDirectories(directory.resolve("..1"));
        Files.createDirectories(directory.resolve("..2"));
        write("..1/routes.yaml", "one", NOON.minusSeconds(60));
        write("..2/routes.yaml", "two", NOON.minusSeconds(60));
        Path data = Files.createSymbolicLink(directory.resolve("..data"), Path.of("..1"));
        Path link = Files.createSymbolicLink(directory.resolve("linked.yaml"), Path.of("..data/routes.yaml"));
        watch = new FileWatch(link, () -> now);
        assertThat(look()).isNull();
        assertThat(look()).isNull();

        Path next = Files.createSymbolicLink(directory.resolve("..data_tmp"), Path.of("..2"));
        Files.move(next, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);

        look();
        assertThat(look()).isEqualTo(ConfigText.of("two").digest());
    }

    @Test
    void aFileThatIsGoneIsAnErrorAndComesBackUnchanged() throws IOException {
        Files.delete(file);
        assertThatThrownBy(this::look).isInstanceOf(NoSuchFileException.class);

        write("routes.yaml", "one", NOON);
        assertThat(look()).isNull();
        assertThat(look()).isNull();
    }

    private String look() throws IOException {
        ConfigText text = watch.look(known);
        if (text == null) {
            return null;
        }
        known = text.digest();
        return known;
    }

    private Path write(String name, String content, Instant time) throws IOException {
        Path written = Files.writeString(directory.resolve(name), content);
        return Files.setLastModifiedTime(written, FileTime.from(time));
    }
}
