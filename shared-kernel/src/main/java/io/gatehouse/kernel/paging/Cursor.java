package io.gatehouse.kernel.paging;

import io.gatehouse.kernel.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.UUID;

/**
 * The place behind the last item of a page, in a list that is ordered by time of creation and id. Opaque to clients.
 *
 * @param createdAt time of creation of the last item seen, in whole microseconds
 * @param id its id, which orders items of one microsecond
 */
public record Cursor(Instant createdAt, UUID id) {
    /** Where a list of newest-first items begins. */
    static final Cursor NEWEST = new Cursor(Instant.parse("9999-01-01T00:00:00Z"), new UUID(-1, -1));

    static Cursor parse(String text) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII).split(" ", 2);
            Cursor cursor = new Cursor(Instant.parse(parts[0]), UUID.fromString(parts[1]));
            if (cursor.createdAt.isBefore(Instant.EPOCH) || cursor.createdAt.isAfter(NEWEST.createdAt)) {
                throw new IllegalArgumentException("before or after all that a database can keep");
            }
            return cursor;
        } catch (IllegalArgumentException | DateTimeParseException | ArrayIndexOutOfBoundsException notOurs) {
            throw ProblemException.field(400, "VALIDATION_FAILED", "after", "is not a cursor of this list");
        }
    }

    @Override
    public String toString() {
        byte[] plain = (createdAt + " " + id).getBytes(StandardCharsets.US_ASCII);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
    }
}
