package io.gatehouse.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.address.Cidr;
import io.gatehouse.gateway.pipeline.Client;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustedProxiesTest {
    private static final String PROXY = "10.0.0.1";
    private final TrustedProxies proxies = new TrustedProxies(
            Stream.of("10.0.0.0/8", "2001:db8:1::/48").map(Cidr::parse).toList());

    @Test
    void whoIsNotTrustedIsTheClientWhateverItSays() {
        Client client = client(
                "192.0.2.1",
                Map.of(
                        "Forwarded", List.of("for=6.6.6.6;proto=https;host=evil.example"),
                        "X-Forwarded-For", List.of("6.6.6.6"),
                        "X-Forwarded-Proto", List.of("https"),
                        "X-Forwarded-Host", List.of("evil.example")));

        assertThat(client).isEqualTo(new Client("192.0.2.1", "http", "gateway.example"));
    }

    @Test
    void nobodyIsTrustedUnlessToldSo() {
        assertThat(new TrustedProxies(List.of())
                        .client(PROXY, "http", "h", name -> List.of("6.6.6.6").iterator()))
                .isEqualTo(new Client(PROXY, "http", "h"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.1                        | 192.0.2.1   | 192.0.2.1 10.0.0.1",
                "192.0.2.1, 10.0.0.9              | 192.0.2.1   | 192.0.2.1 10.0.0.9 10.0.0.1",
                "6.6.6.6, 192.0.2.1               | 192.0.2.1   | 192.0.2.1 10.0.0.1",
                "10.0.0.7, 192.0.2.1              | 192.0.2.1   | 192.0.2.1 10.0.0.1",
                "6.6.6.6, 192.0.2.1, 10.0.0.9     | 192.0.2.1   | 192.0.2.1 10.0.0.9 10.0.0.1",
                "10.0.0.8, 10.0.0.9               | 10.0.0.8    | 10.0.0.8 10.0.0.9 10.0.0.1",
                "nonsense, 192.0.2.1:4711         | 192.0.2.1   | 192.0.2.1 10.0.0.1",
                "192.0.2.1, nonsense              | 10.0.0.1    | unknown 10.0.0.1",
                "192.0.2.1, unknown, 10.0.0.9     | 10.0.0.9    | unknown 10.0.0.9 10.0.0.1",
                "[2001:DB8:2::1]:80, 2001:db8:1::9| 2001:db8:2::1| 2001:db8:2::1 2001:db8:1::9 10.0.0.1",
                "::ffff:192.0.2.1                 | 192.0.2.1   | 192.0.2.1 10.0.0.1",
                "' , ,'                           | 10.0.0.1    | 10.0.0.1"
            })
    void theFirstFromTheRightWhoIsNotTrustedIsTheClient(String field, String address, String way) {
        Client client = client(PROXY, Map.of("X-Forwarded-For", List.of(field)));

        assertThat(client.address()).isEqualTo(address);
        assertThat(String.join(" ", client.way())).isEqualTo(way);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "for=192.0.2.1                         | 192.0.2.1 | 192.0.2.1 10.0.0.1",
                "for=6.6.6.6, for=192.0.2.1            | 192.0.2.1 | 192.0.2.1 10.0.0.1",
                "for=6.6.6.6, for=_hidden, for=10.0.0.9| 10.0.0.9  | _hidden 10.0.0.9 10.0.0.1",
                "for=6.6.6.6, for=unknown              | 10.0.0.1  | unknown 10.0.0.1",
                "for=\"6.6.6.6, for=192.0.2.1          | 10.0.0.1  | unknown 10.0.0.1"
            })
    void theStandardFieldIsReadTheSameWay(String field, String address, String way) {
        Client client = client(PROXY, Map.of("Forwarded", List.of(field)));

        assertThat(client.address()).isEqualTo(address);
        assertThat(String.join(" ", client.way())).isEqualTo(way);
    }

    @Test
    void severalFieldsAreOneList() {
        assertThat(client(PROXY, Map.of("X-Forwarded-For", List.of("6.6.6.6, 192.0.2.1", "10.0.0.9")))
                        .address())
                .isEqualTo("192.0.2.1");
    }

    @Test
    void ofTwoFieldsThatDisagreeNeitherIsBelieved() {
        Client client = client(
                PROXY,
                Map.of(
                        "Forwarded", List.of("for=6.6.6.6;proto=https"),
                        "X-Forwarded-For", List.of("192.0.2.1"),
                        "X-Forwarded-Proto", List.of("https")));

        assertThat(client).isEqualTo(new Client(PROXY, "http", "gateway.example"));
    }

    @Test
    void twoFieldsThatAgreeAreBelieved() {
        Client client = client(
                PROXY,
                Map.of(
                        "Forwarded", List.of("for=192.0.2.1;proto=https"),
                        "X-Forwarded-For", List.of("6.6.6.6, 192.0.2.1")));

        assertThat(client).isEqualTo(new Client("192.0.2.1", "https", "gateway.example", List.of("192.0.2.1", PROXY)));
    }

    @Test
    void schemeAndHostAreThoseThatTheClientAskedWith() {
        Client standard = client(
                PROXY,
                Map.of(
                        "Forwarded",
                        List.of("for=6.6.6.6;host=evil.example, for=192.0.2.1;proto=https;host=public.example,"
                                + " for=10.0.0.9;proto=http;host=inner.example")));
        Client older = client(
                PROXY,
                Map.of(
                        "X-Forwarded-For", List.of("6.6.6.6, 192.0.2.1, 10.0.0.9"),
                        "X-Forwarded-Proto", List.of("ftp, https, http"),
                        "X-Forwarded-Host", List.of("evil.example, public.example, inner.example")));

        assertThat(standard)
                .isEqualTo(new Client("192.0.2.1", "https", "public.example", List.of("192.0.2.1", "10.0.0.9", PROXY)));
        assertThat(older).isEqualTo(standard);
    }

    @Test
    void ofValuesThatDoNotGoWithAddressesTheNearestProxysCounts() {
        Client client = client(
                PROXY,
                Map.of(
                        "X-Forwarded-For", List.of("192.0.2.1"),
                        "X-Forwarded-Proto", List.of("ftp, https"),
                        "X-Forwarded-Host", List.of("evil.example, public.example")));

        assertThat(client.scheme()).isEqualTo("https");
        assertThat(client.host()).isEqualTo("public.example");
    }

    @Test
    void aProxyMayTellTheSchemeAlone() {
        Client client = client(PROXY, Map.of("X-Forwarded-Proto", List.of("https")));

        assertThat(client).isEqualTo(new Client(PROXY, "https", "gateway.example"));
    }

    @Test
    void aHostThatIsNoneAndASchemeThatIsNoneAreNotBelieved() {
        Client client = client(
                PROXY,
                Map.of(
                        "X-Forwarded-For", List.of("192.0.2.1"),
                        "X-Forwarded-Proto", List.of("javascript"),
                        "X-Forwarded-Host", List.of("a b")));

        assertThat(client.scheme()).isEqualTo("http");
        assertThat(client.host()).isEqualTo("gateway.example");
    }

    @Test
    void oneAddressHasOneText() {
        assertThat(client("0:0:0:0:0:0:0:1%lo", Map.of()).address()).isEqualTo("::1");
        assertThat(new TrustedProxies(List.of())
                        .client(
                                "2001:DB8:0:0:0:0:0:1",
                                "http",
                                null,
                                name -> List.<String>of().iterator())
                        .address())
                .isEqualTo("2001:db8::1");
    }

    private Client client(String peer, Map<String, List<String>> fields) {
        return proxies.client(
                peer,
                "http",
                "gateway.example",
                name -> fields.getOrDefault(name, List.of()).iterator());
    }
}
