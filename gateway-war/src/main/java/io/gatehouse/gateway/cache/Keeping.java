package io.gatehouse.gateway.cache;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sees to the memory that the copy of a body takes while it is made, and to those who wait for it. */
final class Keeping implements BodyCopy.Keeper {
    private final ResponseCache cache;
    private final @Nullable Flight flight;
    private final boolean background;
    private final Consumer<byte[]> whenComplete;
    private long reserved;

    Keeping(ResponseCache cache, @Nullable Flight flight, boolean background, Consumer<byte[]> whenComplete) {
        this.cache = cache;
        this.flight = flight;
        this.background = background;
        this.whenComplete = whenComplete;
    }

    @Override
    public boolean reserve(int bytes) {
        if (!cache.reserve(bytes)) {
            return false;
        }
        reserved += bytes;
        return true;
    }

    @Override
    public void complete(byte[] content) {
        cache.release(reserved);
        whenComplete.accept(content);
    }

    @Override
    public void givenUp() {
        cache.release(reserved);
        if (flight != null) {
            flight.end(null);
        }
    }

    @Override
    public boolean wantedWithoutClient() {
        return background || (flight != null && !flight.giveUp());
    }
}
