package io.gatehouse.notifications.smtp;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.regex.Pattern;

/** What is an e-mail address, and what only looks like one. */
public final class Addresses {
    /** Without what ends a header or a command (RFC 5322, section 2.2), and in US-ASCII, which every server takes. */
    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e]+@[\\x21-\\x7e]+");

    private Addresses() {}

    /** Whether a text is exactly one address, without a name, a list or a group around it. */
    public static boolean isOne(String text) {
        if (!PRINTABLE.matcher(text).matches()) {
            return false;
        }
        try {
            InternetAddress[] parsed = InternetAddress.parse(text, true);
            if (parsed.length != 1 || parsed[0].isGroup()) {
                return false;
            }
            parsed[0].validate();
            return text.equals(parsed[0].getAddress());
        } catch (AddressException malformed) {
            return false;
        }
    }
}
