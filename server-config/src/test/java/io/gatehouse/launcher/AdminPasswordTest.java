package io.gatehouse.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminPasswordTest {

    private static final Map<String, String> NOTHING = Map.of();
    private static final Map<String, String> GIVEN = environment("given by this test");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temporary;

    @SuppressWarnings("NullAway.Init")
    private DataDirectory data;

    @BeforeEach
    void openData() throws Exception {
        data = DataDirectory.open(temporary);
    }

    @AfterEach
    void closeData() {
        data.close();
    }

    @Test
    void isMadeAndAnnouncedOnceAndThenOnlyWhereItIs() throws Exception {
        AdminPassword made = of(NOTHING);
        made.remember(data);

        assertThat(announcement(made, false))
                .isEqualTo("The first administrator is admin with the password " + made.value() + ", kept in "
                        + data.file("admin-password"));
        assertThat(of(NOTHING).value()).isEqualTo(made.value());
        assertThat(announcement(of(NOTHING), false))
                .isEqualTo("The first password of admin is in " + data.file("admin-password"));
        assertThat(announcement(of(GIVEN), false)).isEmpty();
    }

    @Test
    void isAnnouncedWithAConditionWhenTheDatabaseMayHaveAnAdministrator() throws Exception {
        assertThat(announcement(of(NOTHING), true))
                .startsWith("If the database has no administrator yet, the first one is admin with the password ");
    }

    @Test
    void isNeverMadeAfterAnAdministratorGotAGivenOne() throws Exception {
        AdminPassword given = of(GIVEN);
        given.remember(data);
        AdminPassword later = of(NOTHING);

        assertThat(given.value()).isEqualTo("given by this test");
        assertThat(announcement(given, false)).isEmpty();
        assertThat(later.value()).isNull();
        assertThat(announcement(later, false)).isEmpty();
        assertThat(data.file("admin-password")).doesNotExist();
        assertThat(of(GIVEN).value()).isEqualTo("given by this test");
    }

    @Test
    void isMadeWhenTheStartWithAGivenOneMadeNoAdministrator() throws Exception {
        of(GIVEN);

        assertThat(announcement(of(NOTHING), false)).startsWith("The first administrator is admin");
    }

    @Test
    void leavesNoTraceOfAGivenOneButThatThereWasOne() throws Exception {
        of(GIVEN).remember(data);
        Path marker = data.file("admin-password-given");

        assertThat(marker).isEmptyFile();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(marker)))
                .isEqualTo("rw-------");
        assertThat(of(GIVEN)).asString().doesNotContain("given by this test");
    }

    @Test
    void isRefusedWhenTheUsersApplicationWouldRefuseIt() {
        for (String unfit : List.of("admin", "1234567", " ".repeat(8), "x".repeat(129))) {
            assertThatThrownBy(() -> AdminPassword.requireFit(environment(unfit)))
                    .as(unfit)
                    .isInstanceOf(CannotStartException.class)
                    .hasMessage("GATEHOUSE_ADMIN_PASSWORD must have 8 to 128 characters and not be blank");
        }
        for (String fit : List.of("", "12345678", "x".repeat(128))) {
            assertThatCode(() -> AdminPassword.requireFit(environment(fit)))
                    .as(fit)
                    .doesNotThrowAnyException();
        }
    }

    private AdminPassword of(Map<String, String> environment) throws Exception {
        return AdminPassword.of(environment, data, new SecureRandom());
    }

    private String announcement(AdminPassword password, boolean outsideDatabase) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        password.announce(new Console(out, out), data, outsideDatabase);
        return said.toString(StandardCharsets.UTF_8).strip();
    }

    private static Map<String, String> environment(String password) {
        return Map.of("GATEHOUSE_ADMIN_PASSWORD", password);
    }
}
