package io.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** How many hostile messages {@link HostileRequests} sends over the wire. */
class HostileCasesTest {
    @Test
    void thereAreSomeThreeHundred() throws Exception {
        List<Object> sent = new ArrayList<>();
        for (Method test : HostileRequests.class.getDeclaredMethods()) {
            MethodSource source = test.getAnnotation(MethodSource.class);
            if (source != null) {
                for (String name : source.value()) {
                    sent.addAll(cases(name));
                }
            }
        }

        assertThat(sent).hasSizeGreaterThanOrEqualTo(300).hasOnlyElementsOfType(Hostile.class);
    }

    private static List<?> cases(String name) throws Exception {
        int method = name.indexOf('#');
        return ((Stream<?>) Class.forName(name.substring(0, method))
                        .getDeclaredMethod(name.substring(method + 1))
                        .invoke(null))
                .toList();
    }
}
