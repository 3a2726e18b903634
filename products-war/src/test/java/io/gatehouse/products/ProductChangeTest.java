package io.gatehouse.products;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.kernel.json.Json;
import io.gatehouse.products.price.NewPrice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProductChangeTest {
    private static final ProductContent LAPTOP =
            new ProductContent("Laptop", "Thin", new NewPrice("1200.00", "EUR"), null);

    /** A patch is merged into it: were the stock there, each patch would write back what was read. */
    @Test
    void ofNothingSaysNothingAboutTheStock() {
        JsonNode nothing = Json.STRICT.valueToTree(ProductChange.of(LAPTOP));

        assertThat(nothing.fieldNames()).toIterable().containsExactlyInAnyOrder("name", "description", "price");
        assertThat(ProductChange.of(LAPTOP).content()).isEqualTo(LAPTOP);
        assertThat(ProductChange.of(LAPTOP).stock()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"a\",\"price\":1,\"stock\":7}",
                "{\"stock_quantity\":7,\"name\":\"a\",\"price\":1}",
                "{\"name\":\"a\",\"description\":\"b\",\"price\":1200.00,\"stock_quantity\":7}",
            })
    void namesTheStockByEitherName(String json) throws JsonProcessingException {
        assertThat(Json.STRICT.readValue(json, ProductChange.class).stock()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"name\":\"a\",\"price\":1}", "{\"name\":\"a\",\"price\":1,\"stock\":null}"})
    void needNotNameIt(String json) throws JsonProcessingException {
        assertThat(Json.STRICT.readValue(json, ProductChange.class).stock()).isNull();
    }
}
