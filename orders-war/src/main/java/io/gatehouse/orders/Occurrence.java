package io.gatehouse.orders;

import org.jspecify.annotations.Nullable;

/** What can happen to an order that was placed. */
enum Occurrence {
    /** All that was ordered is kept for it. */
    STOCK_RESERVED,
    /** Nothing is kept for it; products say why. */
    STOCK_REJECTED,
    /** What was kept for it is kept no longer, because it took too long. */
    RESERVATION_EXPIRED,
    /** Products have said nothing about the stock, for too long. */
    NO_ANSWER_IN_TIME,
    CANCELLED_BY_OWNER,
    CANCELLED_BY_ADMIN;

    /** The code that says why the order is not fulfilled, where it is the occurrence itself. */
    @Nullable
    String reason() {
        return switch (this) {
            case STOCK_RESERVED, STOCK_REJECTED -> null;
            case RESERVATION_EXPIRED, NO_ANSWER_IN_TIME, CANCELLED_BY_OWNER, CANCELLED_BY_ADMIN -> name();
        };
    }
}
