package io.gatehouse.gateway.config;

import java.util.function.Function;

/** How numbers are written, each kind with its range. */
final class Numbers {
    private Numbers() {}

    /** A whole number, both ends included. */
    static Function<String, Integer> between(int least, int most) {
        return written -> {
            try {
                int number = Integer.parseInt(written);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // The same mistake.
            }
            throw new IllegalArgumentException("is not a whole number from " + least + " to " + most + ": " + written);
        };
    }

    /** A number that may have a fraction, both ends included. */
    static Function<String, Double> between(double least, double most) {
        return written -> {
            try {
                double number = Double.parseDouble(written);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // The same mistake.
            }
            throw new IllegalArgumentException("is not a number from " + least + " to " + most + ": " + written);
        };
    }

    /** A status of an HTTP answer. */
    static Integer status(String written) {
        return between(200, 599).apply(written);
    }

    /** A status of an HTTP answer that is an error. */
    static Integer errorStatus(String written) {
        return between(400, 599).apply(written);
    }
}
