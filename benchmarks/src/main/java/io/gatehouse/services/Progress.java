package io.gatehouse.services;

/** Tells whoever waits what is going on; the table has standard output for itself. */
final class Progress {
    private Progress() {}

    static void say(String line) {
        System.err.println(line);
    }
}
