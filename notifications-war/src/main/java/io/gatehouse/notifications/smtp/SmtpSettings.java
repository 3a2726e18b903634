package io.gatehouse.notifications.smtp;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which server takes our mails.
 *
 * @param from address of the sender
 * @param user whom we log in as; null for a server that asks for nobody
 */
public record SmtpSettings(
        String host,
        int port,
        String from,
        @Nullable String user,
        @Nullable String password,
        Security security) {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "::1");
    private static final int LAST_PORT = 65_535;

    /** Whether the way to the server is encrypted. */
    public enum Security {
        /** TLS is switched on after the greeting (RFC 3207), or nothing is sent. */
        REQUIRED,
        /** The same if the server can. */
        OPTIONAL,
        /** Never. */
        OFF,
        /** TLS from the first byte (RFC 8314). */
        IMPLICIT
    }

    public SmtpSettings {
        if (port < 1 || port > LAST_PORT) {
            throw new IllegalArgumentException("gatehouse.mail.port must be a port");
        }
        if (!Addresses.isOne(from)) {
            throw new IllegalArgumentException(
                    "gatehouse.mail.from must be an e-mail address when there is a" + " gatehouse.mail.host");
        }
        if ((user == null) != (password == null)) {
            throw new IllegalArgumentException("gatehouse.mail.user and gatehouse.mail.password need each other");
        }
        boolean mayBeRead = security == Security.OFF || security == Security.OPTIONAL;
        if (user != null && mayBeRead && !THIS_MACHINE.contains(host)) {
            throw new IllegalArgumentException(
                    "gatehouse.mail.starttls must be required or implicit: the password would be sent in plain text");
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return host + ":" + port + " (" + security + ")";
    }
}
