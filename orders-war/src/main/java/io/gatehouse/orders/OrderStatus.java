package io.gatehouse.orders;

/**
 * Where an order stands, and so the state machine of the process: what leads from where to where stands in {@link
 * #after}, and nowhere else. PLACED waits for the stock. CONFIRMED can still be cancelled. The others are final: what
 * comes later (an answer about the stock that crossed a cancellation, a second delivery) changes nothing, and the event
 * that told of the end lets the stock go.
 */
public enum OrderStatus {
    PLACED,
    CONFIRMED,
    REJECTED,
    TIMED_OUT,
    CANCELLED;

    /** The state that follows; the same when the occurrence changes nothing. */
    OrderStatus after(Occurrence what) {
        return switch (this) {
            case PLACED ->
                switch (what) {
                    case STOCK_RESERVED -> CONFIRMED;
                    case STOCK_REJECTED -> REJECTED;
                    case NO_ANSWER_IN_TIME, RESERVATION_EXPIRED -> TIMED_OUT;
                    case CANCELLED_BY_OWNER, CANCELLED_BY_ADMIN -> CANCELLED;
                };
            case CONFIRMED ->
                switch (what) {
                    case RESERVATION_EXPIRED, CANCELLED_BY_OWNER, CANCELLED_BY_ADMIN -> CANCELLED;
                    case STOCK_RESERVED, STOCK_REJECTED, NO_ANSWER_IN_TIME -> this;
                };
            case REJECTED, TIMED_OUT, CANCELLED -> this;
        };
    }
}
