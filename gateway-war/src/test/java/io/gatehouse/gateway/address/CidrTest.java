package io.gatehouse.gateway.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.8, false",
        "0.0.0.0/0, 8.8.8.8, true",
        "0.0.0.0/0, ::1, false",
        "::/0, 2001:db8::1, true",
        "::/0, 8.8.8.8, false",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "10.0.0.0/8, ::ffff:10.1.2.3, true",
        "::1/128, ::1, true"
    })
    void containsWhatBeginsWithItsBits(String network, String address, boolean contained) {
        assertThat(Cidr.parse(network).contains(address(address))).isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/08",
                "10.0.0.0/+8",
                "10.0.0.0/8/8",
                "::/129",
                "::/0000",
                "10.0.0/8",
                "/8",
                "10.0.0.0/1000",
                "10.0.0.0/٣"
            })
    void isReadFromNothingElse(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Cidr.parse(text));
    }

    @Test
    void saysHowItMustBeWritten() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cidr.parse("10.1.2.3/8"))
                .withMessage("must be written as 10.0.0.0/8");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cidr.parse("2001:db8::1/32"))
                .withMessage("must be written as 2001:db8::/32");
    }

    @Test
    void agreesWithComparingBitByBit() throws UnknownHostException {
        Random random = new Random(7);
        int contained = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] one = random(random, random.nextBoolean() ? 4 : 16);
            byte[] other = random.nextInt(8) == 0 ? random(random, 20 - one.length) : nearby(random, one);
            int bits = random.nextInt(one.length * 8 + 1);
            byte[] network = one.clone();
            for (int bit = bits; bit < network.length * 8; bit++) {
                network[bit / 8] &= (byte) ~(128 >> bit % 8);
            }
            boolean oracle = sameBits(network, other, bits);
            contained += oracle ? 1 : 0;

            assertThat(Cidr.parse(text(network) + "/" + bits).contains(address(text(other))))
                    .as("%s/%d contains %s", text(network), bits, text(other))
                    .isEqualTo(oracle);
        }
        assertThat(contained).isBetween(5_000, 15_000);
    }

    private static boolean sameBits(byte[] network, byte[] address, int bits) {
        boolean same = network.length == address.length;
        for (int bit = 0; same && bit < bits; bit++) {
            int mask = 128 >> bit % 8;
            same = (network[bit / 8] & mask) == (address[bit / 8] & mask);
        }
        return same;
    }

    private static byte[] random(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        // Not one of those that stand for IPv4.
        bytes[0] |= 1;
        return bytes;
    }

    private static byte[] nearby(Random random, byte[] bytes) {
        byte[] other = Arrays.copyOf(bytes, bytes.length);
        int bit = random.nextInt(bytes.length * 8);
        other[bit / 8] ^= (byte) (128 >> bit % 8);
        return other;
    }

    private static String text(byte[] bytes) throws UnknownHostException {
        return InetAddress.getByAddress(bytes).getHostAddress();
    }

    private static IpAddress address(String text) {
        return Objects.requireNonNull(IpAddress.parse(text));
    }
}
