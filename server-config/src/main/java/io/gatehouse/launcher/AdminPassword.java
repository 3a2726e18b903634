package io.gatehouse.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The password of the first administrator: the environment's, or one of our own making.
 *
 * @param value none if an earlier run was given one, which is not kept
 * @param isGiven by the environment
 * @param isNew made just now, so nobody has seen it yet
 */
record AdminPassword(@Nullable String value, boolean isGiven, boolean isNew) {

    private static final String VARIABLE = "GATEHOUSE_ADMIN_PASSWORD";
    private static final String MADE = "admin-password";

    /** Empty: only says that the administrator has a password that was given, so there is none to make. */
    private static final String GIVEN = "admin-password-given";

    /** The rules of the users application; the username, which it refuses too, is shorter anyway. */
    private static final int SHORTEST = 8;

    private static final int LONGEST = 128;

    /** Refuses what the users application would not make an administrator with. */
    static void requireFit(Map<String, String> environment) throws CannotStartException {
        String given = environment.getOrDefault(VARIABLE, "");
        boolean fit = given.length() >= SHORTEST && given.length() <= LONGEST && !given.isBlank();
        if (!given.isEmpty() && !fit) {
            throw new CannotStartException(
                    VARIABLE + " must have " + SHORTEST + " to " + LONGEST + " characters and not be blank");
        }
    }

    /** The one given or kept, or a new one, unless the administrator got a given one in an earlier run. */
    static AdminPassword of(Map<String, String> environment, DataDirectory data, SecureRandom random)
            throws IOException {
        String given = environment.getOrDefault(VARIABLE, "");
        if (!given.isEmpty()) {
            return new AdminPassword(given, true, false);
        }
        if (Files.exists(data.file(GIVEN))) {
            return new AdminPassword(null, false, false);
        }
        Secret made = Secret.keptIn(data.file(MADE), random);
        return new AdminPassword(made.value(), false, made.isNew());
    }

    /** Says what nobody knows yet, or where it is kept; an outside database may have an administrator from elsewhere, of whose password nothing is known. */
    void announce(Console console, DataDirectory data, boolean outsideDatabase) {
        if (isNew) {
            console.say((outsideDatabase
                            ? "If the database has no administrator yet, the first one is"
                            : "The first administrator is")
                    + " admin with the password " + value + ", kept in " + data.file(MADE));
        } else if (!isGiven && value != null && !outsideDatabase) {
            console.say("The first password of admin is in " + data.file(MADE));
        }
    }

    /** To be called when the administrator exists: not before, as a start that fails earlier makes none. */
    void remember(DataDirectory data) throws IOException {
        Path marker = data.file(GIVEN);
        if (isGiven && !Files.exists(marker)) {
            PrivateFiles.write(marker, "");
        }
    }

    @Override
    public String toString() {
        return "AdminPassword";
    }
}
