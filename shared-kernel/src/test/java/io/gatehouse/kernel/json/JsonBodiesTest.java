package io.gatehouse.kernel.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodiesTest {
    record Task(String title) {}

    @SuppressWarnings({"unchecked", "rawtypes"}) // as JAX-RS calls it
    private static Object read(byte[] body) throws IOException {
        return new JsonBodies()
                .readFrom(
                        (Class) Task.class,
                        Task.class,
                        new Annotation[0],
                        MediaType.APPLICATION_JSON_TYPE,
                        new MultivaluedHashMap<>(),
                        new ByteArrayInputStream(body));
    }

    @Test
    void readsUtf8() throws IOException {
        assertThat(read("{\"title\":\"é\"}".getBytes(StandardCharsets.UTF_8))).isEqualTo(new Task("é"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "6e756c6c", "00007b00", "0000007bffffffff", "7bff", "fffe00"})
    void refusesWhatIsNoJsonTextAsSuch(String hex) {
        assertThatThrownBy(() -> read(HexFormat.of().parseHex(hex))).isInstanceOf(JsonProcessingException.class);
    }
}
