package io.gatehouse.gateway.telemetry;

import java.util.List;

/** The first digit of a status, as it is counted. */
final class StatusClass {
    /** In the order of {@link #index}. */
    static final List<String> ALL = List.of("other", "1xx", "2xx", "3xx", "4xx", "5xx");

    private StatusClass() {}

    static int index(int status) {
        int digit = status / 100;
        return digit < ALL.size() ? Math.max(0, digit) : 0;
    }

    static String of(int status) {
        return ALL.get(index(status));
    }
}
