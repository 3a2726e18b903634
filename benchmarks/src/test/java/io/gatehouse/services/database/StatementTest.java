package io.gatehouse.services.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(strings = {"parameters: ", "Parameters: "})
    void isReadFromTheLogWithItsValues(String word) throws IOException {
        String detail = word + "$1 = 'it''s 1, $2 = ''x''', $2 = NULL, $3 = '42'";

        Statement statement = Statement.of(line("execute S_3: insert into t (a, b, c)\nvalues ($1, $2, $3)", detail))
                .orElseThrow();

        assertThat(statement)
                .isEqualTo(new Statement(
                        "orders",
                        7,
                        "insert into t (a, b, c)\nvalues ($1, $2, $3)",
                        List.of("'it''s 1, $2 = ''x'''", "NULL", "'42'")));
    }

    @Test
    void isReadFromTheSimpleProtocolToo() throws IOException {
        assertThat(Statement.of(line("statement: COMMIT", "")).orElseThrow().is("commit"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "execute <unnamed>: ",
                "execute <unnamed>: SET extra_float_digits = 3",
                "execute <unnamed>: SHOW TRANSACTION ISOLATION LEVEL",
                "execute fetch from S_1/C_2: select 1",
                "checkpoint starting: time",
            })
    void whatSetsUpAConnectionOrIsNoneIsLeftOut(String message) throws IOException {
        assertThat(Statement.of(line(message, ""))).isEmpty();
    }

    private static JsonNode line(String message, String detail) throws IOException {
        return JSON.readTree(JSON.writeValueAsString(
                Map.of("application_name", "orders", "pid", 7, "message", message, "detail", detail)));
    }
}
