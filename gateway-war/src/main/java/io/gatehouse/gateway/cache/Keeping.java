package io.gatehouse.gateway.cache;

import io.gatehouse.gateway.cache.store.ResponseCache;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Sees to the memory that the copy of a body takes while it is made, and to those who wait for it. */
final class Keeping implements BodyCopy.Keeper {
    private final ResponseCache cache;
    private final BooleanSupplier wantedByOthers;
    private final Consumer<byte[]> whenComplete;
    private final Runnable whenGivenUp;
    private long reserved;

    Keeping(ResponseCache cache, BooleanSupplier wantedByOthers, Consumer<byte[]> whenComplete, Runnable whenGivenUp) {
        this.cache = cache;
        this.wantedByOthers = wantedByOthers;
        this.whenComplete = whenComplete;
        this.whenGivenUp = whenGivenUp;
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
        whenGivenUp.run();
    }

    @Override
    public boolean wantedWithoutClient() {
        return wantedByOthers.getAsBoolean();
    }
}
