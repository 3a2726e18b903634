package io.gatehouse.orders.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TolerantJsonTest {
    private static final UUID PRODUCT = UUID.fromString("7d3c5a52-93f0-4d0a-8f7b-62d1f5a1b702");
    private static final Money PRICE = Money.of("1200", Currency.getInstance("EUR"));

    @Test
    void readsPricesAsProductsWriteThem() throws Exception {
        Path golden = Path.of("../products-war/src/test/resources/contract/ProductPrices.json");

        assertThat(read(Files.readString(golden))).isEqualTo(List.of(new ProductPrice(PRODUCT, PRICE)));
    }

    @Test
    void leavesOutWhatItDoesNotKnowYet() throws Exception {
        String json = "[{\"id\":\"" + PRODUCT + "\",\"vat\":19,\"price\":"
                + "{\"amount\":\"1200.00\",\"currency\":\"EUR\",\"net\":false}}]";

        assertThat(read(json)).isEqualTo(List.of(new ProductPrice(PRODUCT, PRICE)));
    }

    @Test
    void takesNoNumberForAnAmount() {
        String json = "[{\"id\":\"" + PRODUCT + "\",\"price\":{\"amount\":0.1,\"currency\":\"EUR\"}}]";

        assertThatThrownBy(() -> read(json)).isInstanceOf(MismatchedInputException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[{}]",
                "[{'id':'ID'}]",
                "[{'id':'ID','price':null}]",
                "[{'price':{'amount':'1','currency':'EUR'}}]",
                "[{'id':'ID','price':{'currency':'EUR'}}]",
                "[{'id':'ID','price':{'amount':'1'}}]",
                "[{'id':'ID','price':{'amount':'0','currency':'EUR'}}]",
                "[{'id':'ID','price':{'amount':'-1','currency':'EUR'}}]",
                "[{'id':'ID','price':{'amount':'0.001','currency':'EUR'}}]",
                "[{'id':'ID','price':{'amount':'10000000','currency':'EUR'}}]",
                "[{'id':'ID','price':{'amount':'1e999999999','currency':'EUR'}}]",
                "[{'id':'ID','price':{'amount':'1','currency':'???'}}]",
                "[{'id':'ID','price':{'amount':'10','currency':'XXX'}}]"
            })
    void takesNoPriceAtWhichNothingCanBeOrdered(String json) {
        String text = json.replace('\'', '"').replace("ID", PRODUCT.toString());

        assertThatThrownBy(() -> read(text)).isInstanceOf(JsonMappingException.class);
    }

    private static Object read(String json) throws IOException, NoSuchMethodException {
        Type prices = ProductsClient.class
                .getMethod("prices", Set.class, String.class, String.class)
                .getGenericReturnType();
        InputStream body = new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
        return new TolerantJson()
                .readFrom(
                        Object.class,
                        prices,
                        new Annotation[0],
                        MediaType.APPLICATION_JSON_TYPE,
                        new MultivaluedHashMap<>(),
                        body);
    }
}
