package io.gatehouse.notifications.feed;

import java.io.IOException;

/** The way to a client, which takes as much as it wants and when it wants. */
interface Outlet {
    /** Whether something can be written without waiting; if not, the stream is woken when it can. */
    boolean isReady();

    /** Writes; only when {@link #isReady} was just true. */
    void write(byte[] bytes) throws IOException;

    /** Lets go out what was written, if that needs no waiting; if it does, the stream is woken and asks for it again. */
    void flush() throws IOException;

    /** Ends the answer. */
    void close();
}
