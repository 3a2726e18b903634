package io.gatehouse.launcher;

/** Something that the user has to put right before a start. */
final class CannotStartException extends Exception {

    private final String line;

    CannotStartException(String line) {
        super(line);
        this.line = line;
    }

    /** The one line to print. */
    String line() {
        return line;
    }
}
