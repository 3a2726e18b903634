package io.gatehouse.kernel.paging;

import io.gatehouse.kernel.time.Timestamp;
import java.math.BigDecimal;
import java.util.UUID;
import java.util.regex.Pattern;

/** What kind of value a list is sorted by, and how a cursor says it; cursors come from clients and may say anything. */
public enum SortType {
    INSTANT,
    TEXT,
    INTEGER,
    DECIMAL,
    ID;

    private static final Pattern PLAIN = Pattern.compile("-?[0-9]{1,19}(\\.[0-9]{1,9})?");

    /** Throws IllegalArgumentException for what no list of ours can have given. */
    Object parse(String text) {
        return switch (this) {
            case INSTANT -> Timestamp.parse(text);
            case TEXT -> text;
            case INTEGER -> Integer.valueOf(text);
            case DECIMAL -> decimal(text);
            case ID -> UUID.fromString(text);
        };
    }

    /** The opposite of {@link #parse}. */
    String write(Object value) {
        return value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
    }

    /** Not in powers of ten, which would let a short text be a number of a billion digits. */
    private static BigDecimal decimal(String text) {
        if (!PLAIN.matcher(text).matches()) {
            throw new IllegalArgumentException("no plain decimal");
        }
        return new BigDecimal(text);
    }
}
