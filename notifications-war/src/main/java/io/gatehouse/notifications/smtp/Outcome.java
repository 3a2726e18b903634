package io.gatehouse.notifications.smtp;

import jakarta.mail.MessagingException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How the try to send a mail has ended. */
public sealed interface Outcome {
    /** The server has taken it. */
    record Sent() implements Outcome {}

    /** It did not work now: the server is away, or says so itself (4xx). */
    record Later(String reason) implements Outcome {}

    /** It will never work: the server refuses this mail (5xx), or there is no such address. */
    record Never(Cause cause, String reason) implements Outcome {}

    /** Why a mail was given up. */
    enum Cause {
        /** What is known as the address is none. */
        ADDRESS_INVALID,
        /** It waited for an address in vain. */
        ADDRESS_UNKNOWN,
        /** The mail server refuses it for good. */
        REFUSED,
        /** It was tried as often as it may be. */
        TRIED_TOO_OFTEN
    }

    /** A reply begins with three digits (RFC 5321, section 4.2). */
    Pattern REPLY = Pattern.compile("\\s*([45])[0-9]{2}\\b.*", Pattern.DOTALL);

    /** What the failure to send a mail means, once the server had let us in. */
    static Outcome of(MessagingException failed) {
        for (Exception one = failed; one != null; one = next(one)) {
            String said = one.getMessage();
            Matcher reply = REPLY.matcher(said == null ? "" : said);
            if (reply.matches()) {
                return "5".equals(reply.group(1)) ? new Never(Cause.REFUSED, words(one)) : new Later(words(one));
            }
        }
        return new Later(words(failed));
    }

    private static @Nullable Exception next(Exception one) {
        return one instanceof MessagingException messaging ? messaging.getNextException() : null;
    }

    /** In one line, for an administrator. */
    static String words(Exception failed) {
        String said = failed.getMessage();
        return (said == null ? failed.getClass().getSimpleName() : said)
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .strip();
    }
}
