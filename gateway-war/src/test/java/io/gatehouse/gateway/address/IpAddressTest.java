package io.gatehouse.gateway.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255",
        "::ffff:192.0.2.1, 192.0.2.1",
        "::FFFF:c000:201, 192.0.2.1",
        "0:0:0:0:0:0:0:1, ::1",
        "::, ::",
        "1::, 1::",
        "::8, ::8",
        "2001:DB8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "1:0:0:2:0:0:0:3, 1:0:0:2::3",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
        "fe80::0001, fe80::1"
    })
    void hasOneTextForAllItsNotations(String written, String canonical) {
        IpAddress address = IpAddress.parse(written);

        assertThat(address).hasToString(canonical);
        assertThat(IpAddress.parse(canonical)).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "localhost",
                "1",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.256",
                "1.2.3.04",
                "01.2.3.4",
                "1.2.3.",
                ".1.2.3",
                "1..2.3",
                "1.2.3.4 ",
                "+1.2.3.4",
                "1.2.3.-4",
                "0x1.2.3.4",
                "1.2.3.1234",
                ":",
                ":::",
                "1:",
                ":1",
                "1:::2",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "12345::",
                "g::",
                "::1%eth0",
                "[::1]",
                "::1.2.3",
                "1:2:3:4:5:6:7:1.2.3.4",
                "::1.2.3.4:5",
                "1.2.3.4:80",
                "::٣",
                "٣.1.1.1"
            })
    void isReadFromNothingElse(String text) {
        assertThat(IpAddress.parse(text)).isNull();
    }

    @Test
    void readsWhatJavaReadsAndWritesWhatReadsAsTheSame() throws UnknownHostException {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(4) == 0 ? 4 : 16];
            for (int b = 0; b < bytes.length; b++) {
                bytes[b] = random.nextBoolean() ? 0 : (byte) random.nextInt();
            }
            InetAddress oracle = InetAddress.getByAddress(bytes);

            IpAddress address = IpAddress.parse(oracle.getHostAddress());

            assertThat(address).isNotNull();
            assertThat(InetAddress.getByName(String.valueOf(address))).isEqualTo(oracle);
            assertThat(IpAddress.parse(String.valueOf(address))).isEqualTo(address);
        }
    }

    @Test
    void oneSubscriberHasAnIpv6Network() {
        assertThat(IpAddress.parse("2001:db8:0:7:1:2:3:4"))
                .extracting(IpAddress::subscriber)
                .isEqualTo("2001:db8:0:7::/64");
        assertThat(IpAddress.parse("192.0.2.1"))
                .extracting(IpAddress::subscriber)
                .isEqualTo("192.0.2.1");
    }
}
