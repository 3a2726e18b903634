package io.gatehouse.gateway.cli;

/** A command that cannot be carried out as it is written; the message tells why. */
final class WrongUse extends Exception {
    WrongUse(String message) {
        super(message);
    }
}
