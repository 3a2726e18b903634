package io.gatehouse.notifications.smtp;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.time.Duration;

/** Mail servers for tests. */
public final class Mailbox {
    /** The two seconds that are usual are not enough for every machine. */
    private static final Duration START = Duration.ofMinutes(1);

    private Mailbox() {}

    /** One that listens on the loopback address. */
    public static GreenMail at(int port, String protocol) {
        ServerSetup setup = new ServerSetup(port, "127.0.0.1", protocol);
        setup.setServerStartupTimeout(START.toMillis());
        GreenMail mailbox = new GreenMail(setup);
        mailbox.start();
        return mailbox;
    }
}
