package io.gatehouse.users.lockout;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a client is, as the gateway says: an IPv4 address, or the /64 of an IPv6 address, which is what one household or
 * machine has to choose from.
 */
public record ClientAddress(String text) {
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f]*:[0-9A-Fa-f:.]{1,44}");
    private static final int NETWORK_BYTES = 8;
    private static final int IPV6_BYTES = 16;
    private static final int LONGEST = 64;

    /**
     * The client's own address, the first in {@code X-Forwarded-For}: the gateway writes this field and drops what
     * clients send in it.
     *
     * @param connected who has connected, for a call without the field
     */
    public static ClientAddress of(@Nullable String forwardedFor, String connected) {
        String said = forwardedFor == null ? "" : forwardedFor.split(",", 2)[0].strip();
        String address = said.isEmpty() ? connected : said;
        return new ClientAddress(IPV6.matcher(address).matches() ? network(address) : shortened(address));
    }

    /** Text with a colon is never looked up as a name. */
    private static String network(String address) {
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return bytes.length == IPV6_BYTES
                    ? HexFormat.of().formatHex(Arrays.copyOf(bytes, NETWORK_BYTES)) + "/64"
                    : InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException noAddress) {
            return shortened(address);
        }
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(LONGEST, text.length())).toLowerCase(Locale.ROOT);
    }
}
