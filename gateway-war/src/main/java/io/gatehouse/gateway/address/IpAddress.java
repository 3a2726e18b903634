package io.gatehouse.gateway.address;

import org.jspecify.annotations.Nullable;

/**
 * An IPv4 or IPv6 address; IPv4 is kept as the IPv6 address that stands for it (RFC 4291 section 2.5.5.2), so that both notations of one address are
 * equal.
 *
 * @param high the first 64 bits
 * @param low the other 64 bits
 */
public record IpAddress(long high, long low) {
    private static final long MAPPED = 0xFFFFL << 32;

    /** The address that a text is; null when it is none. Names are never looked up: a text from a client must not make us ask a name server. */
    public static @Nullable IpAddress parse(String text) {
        return text.indexOf(':') < 0 ? v4(text) : V6Text.parse(text);
    }

    private static @Nullable IpAddress v4(String text) {
        long bits = dottedQuad(text, 0);
        return bits < 0 ? null : new IpAddress(0, MAPPED | bits);
    }

    /** Four decimal numbers without leading zeros, which some would read as octal, up to the end of the text; negative for anything else. */
    static long dottedQuad(String text, int from) {
        long bits = 0;
        int at = from;
        for (int part = 0; part < 4; part++) {
            int dot = part < 3 ? text.indexOf('.', at) : text.length();
            int number = dot < 0 ? -1 : octet(text, at, dot);
            if (number < 0) {
                return -1;
            }
            bits = bits << 8 | number;
            at = dot + 1;
        }
        return bits;
    }

    private static int octet(String text, int from, int to) {
        int digits = to - from;
        if (digits < 1 || digits > 3 || (digits > 1 && text.charAt(from) == '0')) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return value <= 255 ? value : -1;
    }

    public boolean isV4() {
        return high == 0 && low >>> 32 == 0xFFFF;
    }

    /** This address with all but its first bits put to zero; 0 to 128, where those of IPv4 begin after 96. */
    IpAddress masked(int bits) {
        return new IpAddress(high & mask(bits), low & mask(bits - 64));
    }

    private static long mask(int bits) {
        return bits <= 0 ? 0 : bits >= 64 ? -1 : -1L << (64 - bits);
    }

    /** The network that one subscriber usually has to itself: the first 64 bits of IPv6, all of IPv4. */
    public String subscriber() {
        return isV4() ? toString() : V6Text.of(new IpAddress(high, 0)) + "/64";
    }

    /** As RFC 5952 has it: one text for one address. */
    @Override
    public String toString() {
        return isV4()
                ? (low >> 24 & 255) + "." + (low >> 16 & 255) + "." + (low >> 8 & 255) + "." + (low & 255)
                : V6Text.of(this);
    }
}
