package io.gatehouse.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7239 sections 4 and 6. */
class ForwardedFieldTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "for=192.0.2.43                           | 192.0.2.43",
                "For=192.0.2.43                           | 192.0.2.43",
                "for=\"192.0.2.43\"                       | 192.0.2.43",
                "for=\"192.0.2.43:47011\"                 | 192.0.2.43",
                "for=\"[2001:db8:cafe::17]:4711\"         | 2001:db8:cafe::17",
                "for=\"[2001:DB8:CAFE:0::17]\"            | 2001:db8:cafe::17",
                "for=\"1\\92.0.2.43\"                     | 192.0.2.43",
                "for=unknown                              | unknown",
                "for=Unknown                              | unknown",
                "for=\"unknown:80\"                       | unknown",
                "for=_hidden                              | _hidden",
                "for=_SEVKISEK                            | _SEVKISEK",
                "for=\"_gazonk:_port\"                    | _gazonk",
                "for=\"[2001:db8::1]:_p.-_\"              | 2001:db8::1",
                "proto=https                              | unknown",
                ";;for=192.0.2.1;;                        | 192.0.2.1",
                "for=192.0.2.1;ext=\"a,b;for=6.6.6.6\"    | 192.0.2.1",
                "by=203.0.113.43;for=192.0.2.1;secret=x   | 192.0.2.1"
            })
    void namesWhoWasServed(String field, String name) {
        assertThat(hops(field)).singleElement().extracting(Hop::name).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for",
                "for=",
                "for=\"\"",
                "=192.0.2.1",
                "for =192.0.2.1",
                "for= 192.0.2.1",
                "for=192.0.2.1 ;proto=http",
                "for=192.0.2.1; proto=http",
                "for=192.0.2.1:80",
                "for=[2001:db8::1]",
                "for=2001:db8::1",
                "for=\"2001:db8::1\"",
                "for=\"[192.0.2.1]\"",
                "for=\"[2001:db8::1\"",
                "for=\"[2001:db8::1]x\"",
                "for=\"192.0.2.1:\"",
                "for=\"192.0.2.1:123456\"",
                "for=\"192.0.2.1:_\"",
                "for=_",
                "for=\"_a b\"",
                "for=example.org",
                "for=192.0.2.1;for=192.0.2.2",
                "proto=http;PROTO=https;for=192.0.2.1",
                "for=\"192.0.2.1",
                "for=\"192.0.2.1\\",
                "for=\"192.0.2.1\"x",
                "for=192.0.2.1 for=192.0.2.2",
                "for=192.0.2.1, for",
                "for=192.0.2.1,;for=6.6.6.6\u0000",
                "for=\"192.0.2.1\u0001\""
            })
    void whatIsNotWellFormedNamesNobody(String field) {
        assertThat(hops(field)).containsExactly(Hop.UNKNOWN);
    }

    @Test
    void severalFieldsAreOneList() {
        assertThat(hops("for=192.0.2.1,,for=192.0.2.2 ,\tfor=_x", "for=\"[::1]\""))
                .extracting(Hop::name)
                .containsExactly("192.0.2.1", "192.0.2.2", "_x", "::1");
        assertThat(hops("", " , ")).isEmpty();
    }

    @Test
    void whatANearerProxyWroteInAFieldOfItsOwnIsReadWhateverStandsBefore() {
        assertThat(hops("for=192.0.2.1", "for=\"", "for=192.0.2.2"))
                .extracting(Hop::name)
                .containsExactly("unknown", "192.0.2.2");
    }

    @Test
    void schemeAndHostGoWithWhomTheyAreAbout() {
        assertThat(hops("for=192.0.2.1;proto=HTTPS;host=\"a.example:8443\", for=192.0.2.2;proto=gopher"))
                .satisfiesExactly(
                        first -> {
                            assertThat(first.scheme()).isEqualTo("https");
                            assertThat(first.host()).isEqualTo("a.example:8443");
                        },
                        second -> {
                            assertThat(second.scheme()).isNull();
                            assertThat(second.host()).isNull();
                        });
    }

    @Test
    void noTextMakesItFail() {
        Random random = new Random(3);
        String alphabet = "for=by\"\\;, \t[]:_.192unknow\u0000\u00e9";
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder("for=");
            for (int length = random.nextInt(24); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThat(hops(text.toString())).isNotEmpty();
        }
    }

    private static List<Hop> hops(String... fields) {
        return ForwardedField.hops(List.of(fields).iterator());
    }
}
