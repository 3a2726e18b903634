package io.gatehouse.storm;

/** What goes on until it is told to stop, and is counted in phases. */
interface Traffic {
    /** What came since the last call of this; what follows is counted anew. */
    Figures next();

    void stop() throws InterruptedException;
}
