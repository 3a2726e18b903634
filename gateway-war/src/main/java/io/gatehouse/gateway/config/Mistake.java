package io.gatehouse.gateway.config;

/**
 * One thing that is wrong with a configuration.
 *
 * @param line from 1
 * @param column from 1
 * @param path the place as in {@code routes[2].upstream}; empty for the file as a whole
 * @param message for people; of a value that came from outside it shows the placeholder only
 */
public record Mistake(int line, int column, String path, String message) {
    @Override
    public String toString() {
        return line + ":" + column + ": " + (path.isEmpty() ? message : path + ": " + message);
    }
}
