package io.gatehouse.gateway;

import io.gatehouse.gateway.routing.Match;

/** A request whose message can be read in two ways, or in none. Nothing of it is believed. */
final class MalformedMessage extends Exception {
    private final transient Match match;

    /** @param what in it can be read so */
    MalformedMessage(String what) {
        this(what, new Match.Malformed(what));
    }

    private MalformedMessage(String what, Match match) {
        super(what, null, false, false);
        this.match = match;
    }

    /** It is well-formed, but only who understands its transfer coding can tell what it says. */
    static MalformedMessage inUnknownCoding() {
        return new MalformedMessage("a Transfer-Encoding that is not understood", new Match.UnknownCoding());
    }

    /** What is said to it instead of a route. */
    Match match() {
        return match;
    }
}
