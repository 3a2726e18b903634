package io.gatehouse.products;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.paging.Page;
import io.gatehouse.kernel.paging.PageRequest;
import io.gatehouse.products.price.NewPrice;
import io.gatehouse.products.stock.StockBook;
import jakarta.persistence.OptimisticLockException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What products promise on every database. The schema has been brought here from the first version, with data in it. */
abstract class ProductsContract extends ListsContract {
    @Test
    void whatTheFirstVersionKeptIsStillThere() {
        database.run(entities -> {
            StockedProduct old = Catalogue.products(entities).get(FirstVersion.PRODUCT);
            assertThat(old.view()).isEqualTo(FirstVersion.VIEW);
            assertThat(old.version()).isEqualTo(4);
            StockBook.assertCommitted(entities, FirstVersion.RESERVED, FirstVersion.PRODUCT, 3);
            StockBook.assertRejected(entities, FirstVersion.REJECTED);
        });
        assertThat(old(true)).containsExactly("Old");
        assertThat(old(false)).containsExactly("Old and gone");
    }

    @Test
    void aProductComesBackAsItWas() {
        UUID id = add("Laptop", "Thin", "1200.00", 7);

        StockedProduct found = get(id);
        assertThat(found.view()).isEqualTo(found.product().view(7));
        assertThat(found.product().content())
                .isEqualTo(new ProductContent("Laptop", "Thin", new NewPrice("1200.00", "EUR"), category));
        assertThatThrownBy(() -> get(UUID.randomUUID())).hasMessageContaining("NOT_FOUND");
    }

    @Test
    void theVersionThatClientsSeeGrowsWithTheProductAndWithItsStock() {
        UUID id = add("Laptop", null, "1200", 7);
        assertThat(get(id).version()).isZero();

        database.run(entities -> StockBook.stock(entities).set(id, 5));
        assertThat(get(id).version()).isEqualTo(1);
        long changed = database.inTransaction(entities -> {
            StockedProduct found = Catalogue.products(entities).get(id);
            rename(found, "Notebook");
            Catalogue.products(entities).flush();
            return found.version();
        });
        assertThat(changed).isEqualTo(2);
        assertThat(get(id).version()).isEqualTo(2);
    }

    @Test
    void ofTwoChangesAtOnceOneIsMade() {
        UUID id = add("Laptop", null, "1200", 7);

        assertThatThrownBy(() -> database.run(entities -> {
                    StockedProduct mine = Catalogue.products(entities).get(id);
                    rename(mine, "mine");
                    database.run(others -> rename(Catalogue.products(others).get(id), "theirs"));
                    Catalogue.products(entities).flush();
                }))
                .isInstanceOf(OptimisticLockException.class);
        assertThat(get(id).product().content().name()).isEqualTo("theirs");
    }

    @Test
    void aDeletedProductIsGoneWithItsStock() {
        UUID id = add("Laptop", null, "1200", 7);
        UUID order = database.inTransaction(entities -> StockBook.reserve(entities, id, 2));

        database.run(entities -> {
            StockedProduct found = Catalogue.products(entities).get(id);
            StockBook.stock(entities).close(id);
            Catalogue.products(entities).remove(found.product());
        });

        assertThatThrownBy(() -> get(id)).hasMessageContaining("NOT_FOUND");
        database.run(entities -> {
            assertThat(StockBook.stock(entities).available(List.of(id))).isEmpty();
            assertThat(Catalogue.products(entities).prices(List.of(id))).isEmpty();
            StockBook.assertHeld(entities, order, id, 2);
        });
    }

    @Test
    void aListIsReadInTwoStatementsAndAProductInOneHoweverManyThereAre() {
        for (int i = 0; i < 30; i++) {
            add("Laptop " + i, null, "5", i);
        }
        UUID some = add("Laptop", null, "5", 1);

        assertThat(database.statements(entities -> {
                    Page<Product> page = page(entities, filter -> {}, new PageRequest());
                    List<UUID> ids = page.items().stream().map(Product::id).toList();
                    assertThat(StockBook.stock(entities).available(ids)).hasSize(20);
                }))
                .isEqualTo(2);
        assertThat(database.statements(entities -> assertThat(
                                Catalogue.products(entities).get(some).view().stock())
                        .isEqualTo(1)))
                .isEqualTo(1);
    }

    private List<String> old(boolean inStock) {
        return found(filter -> {
            filter.category = null;
            filter.q = "old";
            filter.inStock = inStock;
        });
    }

    private StockedProduct get(UUID id) {
        return database.inTransaction(entities -> Catalogue.products(entities).get(id));
    }

    private static void rename(StockedProduct found, String name) {
        ProductContent content = found.product().content();
        ProductContent renamed = new ProductContent(name, content.description(), content.price(), content.categoryId());
        assertThat(found.product().change(renamed, content.price().money(Catalogue.EUR)))
                .hasSize(1);
    }
}
