package io.gatehouse.gateway.address;

import org.jspecify.annotations.Nullable;

/** How IPv6 addresses are written (RFC 4291 section 2.2), and how they should be (RFC 5952 section 4). */
final class V6Text {
    private static final int GROUPS = 8;

    private final String text;
    private final int[] groups = new int[GROUPS];
    private int count;
    private int gap = -1;

    private V6Text(String text) {
        this.text = text;
    }

    static @Nullable IpAddress parse(String text) {
        V6Text reading = new V6Text(text);
        return reading.read() ? reading.address() : null;
    }

    private boolean read() {
        int at = 0;
        if (text.startsWith("::")) {
            gap = 0;
            at = 2;
        }
        while (at < text.length()) {
            int colon = text.indexOf(':', at);
            int end = colon < 0 ? text.length() : colon;
            if (colon < 0 && text.indexOf('.', at) >= 0) {
                return dottedQuad(at) && isWhole();
            }
            if (!group(at, end)) {
                return false;
            }
            at = end + 1;
            if (colon >= 0 && at == text.length()) {
                return false;
            }
            if (colon >= 0 && text.charAt(at) == ':') {
                if (gap >= 0) {
                    return false;
                }
                gap = count;
                at++;
            }
        }
        return isWhole();
    }

    private boolean isWhole() {
        return gap < 0 ? count == GROUPS : count < GROUPS;
    }

    private boolean dottedQuad(int from) {
        long bits = IpAddress.dottedQuad(text, from);
        if (bits < 0 || count > GROUPS - 2) {
            return false;
        }
        groups[count++] = (int) (bits >>> 16);
        groups[count++] = (int) (bits & 0xFFFF);
        return true;
    }

    private boolean group(int from, int to) {
        if (count == GROUPS || to == from || to - from > 4) {
            return false;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                return false;
            }
            value = value << 4 | digit;
        }
        groups[count++] = value;
        return true;
    }

    private IpAddress address() {
        int missing = GROUPS - count;
        long high = 0;
        long low = 0;
        for (int i = 0; i < GROUPS; i++) {
            int group = gap < 0 || i < gap ? groups[i] : i < gap + missing ? 0 : groups[i - missing];
            if (i < GROUPS / 2) {
                high = high << 16 | group;
            } else {
                low = low << 16 | group;
            }
        }
        return new IpAddress(high, low);
    }

    /** The longest run of zeros, the first of equals, becomes two colons. */
    static String of(IpAddress address) {
        int from = GROUPS;
        int to = GROUPS;
        for (int i = 0; i < GROUPS; i++) {
            int end = i;
            while (end < GROUPS && group(address, end) == 0) {
                end++;
            }
            if (end - i > 1 && end - i > to - from) {
                from = i;
                to = end;
            }
        }
        StringBuilder text = new StringBuilder(39);
        for (int i = 0; i < GROUPS; i++) {
            if (i == from) {
                text.append("::");
                i = to - 1;
            } else {
                text.append(i == 0 || i == to ? "" : ":").append(Integer.toHexString(group(address, i)));
            }
        }
        return text.toString();
    }

    private static int group(IpAddress address, int index) {
        long half = index < GROUPS / 2 ? address.high() : address.low();
        return (int) (half >>> (48 - index % (GROUPS / 2) * 16)) & 0xFFFF;
    }
}
