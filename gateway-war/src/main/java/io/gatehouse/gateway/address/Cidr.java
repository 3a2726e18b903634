package io.gatehouse.gateway.address;

/**
 * A network: all addresses that begin with the same bits (RFC 4632 section 3.1, RFC 4291 section 2.3). IPv4 addresses are in no IPv6 network.
 *
 * @param bits how many of the 128 bits all its addresses share; those of IPv4 begin after 96
 */
public record Cidr(IpAddress network, int bits) {
    private static final int V4_BEGINS = 96;

    /**
     * A network as {@code 10.0.0.0/8} or {@code 2001:db8::/32}; an address alone is a network of one.
     *
     * @throws IllegalArgumentException with the reason for people
     */
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        IpAddress address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            throw new IllegalArgumentException("is not a network such as 10.0.0.0/8 or 2001:db8::/32: " + text);
        }
        int least = address.isV4() ? V4_BEGINS : 0;
        int bits = slash < 0 ? 128 : least + length(text.substring(slash + 1), 128 - least, text);
        IpAddress network = address.masked(bits);
        if (!network.equals(address)) {
            throw new IllegalArgumentException("must be written as " + new Cidr(network, bits));
        }
        return new Cidr(network, bits);
    }

    private static int length(String digits, int most, String text) {
        boolean number = !digits.isEmpty()
                && digits.length() <= 3
                && digits.chars().allMatch(c -> c >= '0' && c <= '9')
                && (digits.length() == 1 || digits.charAt(0) != '0');
        if (!number || Integer.parseInt(digits) > most) {
            throw new IllegalArgumentException("has no length from /0 to /" + most + ": " + text);
        }
        return Integer.parseInt(digits);
    }

    public boolean contains(IpAddress address) {
        return address.isV4() == network.isV4() && address.masked(bits).equals(network);
    }

    @Override
    public String toString() {
        return network + "/" + (network.isV4() ? bits - V4_BEGINS : bits);
    }
}
