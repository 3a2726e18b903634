package io.gatehouse.services.database;

/** Something that the machine lacks, or that stands in the way: one line for who started this. */
public final class MissingException extends Exception {
    private static final long serialVersionUID = 1;

    public MissingException(String line) {
        super(line);
    }
}
