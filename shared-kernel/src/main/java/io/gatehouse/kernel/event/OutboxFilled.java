package io.gatehouse.kernel.event;

/** Says, after the commit, that there is something to publish. */
record OutboxFilled() {}
