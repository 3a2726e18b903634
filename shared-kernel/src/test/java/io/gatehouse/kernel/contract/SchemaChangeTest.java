package io.gatehouse.kernel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.gatehouse.kernel.json.Json;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaChangeTest {
    private static final String RELEASED =
            "{'title':'x','required':['a'],'properties':{'a':{'type':'string'},'b':{'type':'array','items':{'type':'integer'}}}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'title':'x'            | 'title':'y','description':'z'",
                "{'a':{'type':'string'} | {'a':{'type':'string'},'c':{'type':'string'}",
                "{'a':{'type':'string'} | {'a':{'type':'string','description':'more words'}",
            })
    void wordsAndOptionalFieldsMayBeAdded(String was, String is) throws JsonProcessingException {
        assertThat(breaks(was, is)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'a':{'type':'string'},                                | ``                       | /properties/a",
                "'a':{'type':'string'}                                 | 'a':{'type':'integer'}   | /properties/a/type",
                "'a':{'type':'string'}                                 | 'a':{'type':'string','maxLength':3} | /properties/a/maxLength",
                "'required':['a']                                      | 'required':['a','b']     | /required",
                "'required':['a']                                      | 'required':[]            | /required",
                "'title':'x'                                           | 'additionalProperties':false | /additionalProperties",
                "{'type':'integer'}                                    | {'type':'string'}        | /properties/b/items/type",
            })
    void everythingElseBreaksSomebody(String was, String is, String place) throws JsonProcessingException {
        assertThat(breaks(was, is)).singleElement().asString().startsWith(place + " was ");
    }

    private static List<String> breaks(String was, String is) throws JsonProcessingException {
        assertThat(RELEASED).contains(was);
        return SchemaChange.breaks(
                Json.STRICT.readTree(RELEASED.replace('\'', '"')),
                Json.STRICT.readTree(RELEASED.replace(was, is).replace('\'', '"')));
    }
}
