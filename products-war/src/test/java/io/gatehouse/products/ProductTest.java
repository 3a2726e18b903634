package io.gatehouse.products;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.json.Json;
import io.gatehouse.products.price.Money;
import io.gatehouse.products.price.NewPrice;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProductTest {
    private static final UUID COMPUTERS = UUID.randomUUID();
    private static final ProductContent LAPTOP =
            new ProductContent("Laptop", null, new NewPrice("1200.00", "EUR"), null);

    private final Product product = Catalogue.product(LAPTOP);

    @Test
    void showsWhatWasSaidAndHowManyAreLeft() {
        assertThat(product.view(47))
                .isEqualTo(new ProductView(product.id(), "Laptop", null, money("1200"), null, 47, Instant.EPOCH));
    }

    @Test
    void leavesOutWhatIsAbsent() {
        assertThat(Json.STRICT.valueToTree(product.view(1)).fieldNames())
                .toIterable()
                .containsExactly("id", "name", "price", "stock", "createdAt");
    }

    @Test
    void saysThatItWasCreated() {
        assertThat(product.created(50)).isEqualTo(new ProductCreated(product.id(), "Laptop", money("1200"), null, 50));
    }

    @Test
    void saysWhatAClientMayChange() {
        assertThat(product.content()).isEqualTo(LAPTOP);
    }

    @Test
    void tellsApartHowItIsDescribedAndWhatItCosts() {
        UUID id = product.id();

        assertThat(product.change(content("Laptop", "Thin", COMPUTERS), money("1200")))
                .containsExactly(new ProductChanged(id, "Laptop", "Thin", COMPUTERS));
        assertThat(product.change(content("Laptop", "Thin", COMPUTERS), money("999.90")))
                .containsExactly(new PriceChanged(id, money("999.90")));
        assertThat(product.change(content("Notebook", null, null), money("1")))
                .containsExactly(new ProductChanged(id, "Notebook", null, null), new PriceChanged(id, money("1.00")));
        assertThat(product.view(0))
                .isEqualTo(new ProductView(id, "Notebook", null, money("1"), null, 0, Instant.EPOCH));
    }

    @Test
    void isNotChangedByWhatItIsAlready() {
        assertThat(product.change(LAPTOP, money("1200.0"))).isEmpty();
    }

    @Test
    void hasAnotherVersionForClientsWheneverItOrItsStockHas() {
        assertThat(new StockedProduct(product, 1, 0).version()).isZero();
        assertThat(new StockedProduct(product, 1, 5).version()).isEqualTo(5);
        assertThat(new StockedProduct(product, 1, Integer.MAX_VALUE).version()).isEqualTo(Integer.MAX_VALUE);
    }

    private static ProductContent content(String name, @Nullable String description, @Nullable UUID category) {
        return new ProductContent(name, description, new NewPrice("1", "EUR"), category);
    }

    private static Money money(String amount) {
        return new NewPrice(amount, "EUR").money(Catalogue.EUR);
    }
}
