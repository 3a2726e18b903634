package io.gatehouse.gateway;

/** A request whose message can be read in two ways, or in none; the message of this says by what. Nothing of it is believed. */
final class MalformedMessage extends Exception {
    MalformedMessage(String what) {
        super(what, null, false, false);
    }
}
