package io.gatehouse.notifications.recipient;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where and in which language a user is reached. Of one who was deleted nothing is left but that. */
@Entity
public class Recipient {
    private static final int LONGEST_ADDRESS = 320;

    @Id
    @Column(name = "user_id")
    private UUID userId;

    private @Nullable String email;
    private @Nullable String locale;

    @Column(name = "known_at")
    private Instant knownAt;

    private boolean forgotten;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Recipient() {}

    Recipient(UUID userId) {
        this.userId = userId;
        this.knownAt = Instant.EPOCH;
    }

    /** Takes over what was so at that time, unless something newer is known. */
    void know(@Nullable String newEmail, @Nullable String newLocale, Instant at) {
        if (forgotten || at.isBefore(knownAt)) {
            return;
        }
        email = newEmail == null || newEmail.length() > LONGEST_ADDRESS ? null : newEmail;
        locale = newLocale == null ? null : Locales.normal(newLocale);
        knownAt = at;
    }

    void forget() {
        email = null;
        locale = null;
        forgotten = true;
    }

    /** The address, or null when none is known. */
    public @Nullable String email() {
        return email;
    }

    /** A BCP 47 tag, or null when none is known. */
    public @Nullable String locale() {
        return locale;
    }

    /** Whether this was a user and is none any more. */
    public boolean isForgotten() {
        return forgotten;
    }
}
