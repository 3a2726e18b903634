package io.gatehouse.users.lockout;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An address from which a user has logged in. Rows are written by statements, which settle who comes first. */
@Entity
@Table(name = "known_address")
@IdClass(KnownAddress.Key.class)
public class KnownAddress {
    @Id
    @Column(name = "user_id")
    private UUID userId;

    @Id
    @Column(name = "address_hash")
    private String addressHash;

    @Column(name = "last_seen_at")
    private Instant lastSeenAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected KnownAddress() {}

    /** Whose address it is, and which. */
    public static class Key implements Serializable {
        private static final long serialVersionUID = 1L;

        private UUID userId;
        private String addressHash;

        @SuppressWarnings("NullAway.Init") // filled by Hibernate
        protected Key() {}

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && userId.equals(key.userId) && addressHash.equals(key.addressHash);
        }

        @Override
        public int hashCode() {
            return Objects.hash(userId, addressHash);
        }
    }
}
