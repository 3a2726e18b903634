package io.gatehouse.launcher;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes each entry of a log as one JSON object on a line of its own, a stack included, in printable US-ASCII: what
 * somebody sends us can neither end a line nor begin a member. Services end each of their messages with what they know of
 * it, {@code [service orders, trace …, request …]}, and so does the gateway where it tells of a request; here these become
 * members. No other logger is believed: what stands last in its message may be what a client has sent. Named in {@code
 * logging.properties}; servers find it in the agent's jar.
 */
public final class JsonLines extends Formatter {
    private static final DateTimeFormatter MILLISECONDS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
    private static final HexFormat HEX = HexFormat.of();
    private static final String KNOWN = "(?:service|trace|request) [A-Za-z0-9:._-]{1,100}";
    private static final Pattern ENDING = Pattern.compile(" \\[(" + KNOWN + "(?:, " + KNOWN + ")*)\\]\\z");
    private static final Pattern LOGGER =
            Pattern.compile("io\\.gatehouse\\.(gateway|users|products|orders|tasks|notifications)(?:\\..*)?");
    /** Those that run within a service and nowhere else, and those of the gateway that tell of requests. */
    private static final Pattern ENDS_MESSAGES = Pattern.compile("io\\.gatehouse\\.(?:"
            + "(?:kernel|users|products|orders|tasks|notifications)(?:\\..*)?|gateway\\..*\\.request)");

    @Override
    public String format(LogRecord entry) {
        Map<String, @Nullable String> members = new LinkedHashMap<>();
        members.put("time", MILLISECONDS.format(entry.getInstant()));
        members.put("level", entry.getLevel().getName());
        members.put("logger", entry.getLoggerName());
        members.put("service", service(entry.getLoggerName()));
        members.put("trace", null);
        members.put("request", null);
        members.put("message", message(entry, members));
        members.put("thrown", stack(entry.getThrown()));
        return line(members);
    }

    private static @Nullable String service(@Nullable String logger) {
        Matcher named = LOGGER.matcher(logger == null ? "" : logger);
        return named.matches() ? named.group(1) : null;
    }

    /** Without its ending, of which members are made. */
    private String message(LogRecord entry, Map<String, @Nullable String> members) {
        String formatted = formatMessage(entry);
        String whole = formatted == null ? "" : formatted;
        String logger = entry.getLoggerName();
        Matcher ending = ENDING.matcher(whole);
        if (logger == null || !ENDS_MESSAGES.matcher(logger).matches() || !ending.find()) {
            return whole;
        }
        for (String known : ending.group(1).split(", ", -1)) {
            int space = known.indexOf(' ');
            members.put(known.substring(0, space), known.substring(space + 1));
        }
        return whole.substring(0, ending.start());
    }

    private static @Nullable String stack(@Nullable Throwable thrown) {
        if (thrown == null) {
            return null;
        }
        StringWriter stack = new StringWriter();
        thrown.printStackTrace(new PrintWriter(stack));
        return stack.toString();
    }

    /** What is not known is left out. */
    private static String line(Map<String, @Nullable String> members) {
        StringBuilder line = new StringBuilder(256);
        members.forEach((name, value) -> {
            if (value != null) {
                line.append(line.isEmpty() ? "{\"" : ",\"").append(name).append("\":\"");
                escape(value, line);
                line.append('"');
            }
        });
        return line.append("}\n").toString();
    }

    /** RFC 8259, section 7. */
    private static void escape(String text, StringBuilder line) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> line.append('\\').append(c);
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> {
                    if (c >= ' ' && c <= '~') {
                        line.append(c);
                    } else {
                        line.append("\\u").append(HEX.toHexDigits(c));
                    }
                }
            }
        }
    }
}
