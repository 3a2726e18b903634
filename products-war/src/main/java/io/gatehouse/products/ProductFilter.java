package io.gatehouse.products;

import io.gatehouse.kernel.paging.Selection;
import io.gatehouse.kernel.text.PlainText;
import io.gatehouse.products.price.NewPrice;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which products a client wants to see: those of which everything is true that it says. */
public class ProductFilter {
    @QueryParam("category")
    @Nullable
    UUID category;

    @Parameter(description = "At this price or above", example = "10.00")
    @QueryParam("minPrice")
    @Pattern(regexp = NewPrice.PLAIN, message = NewPrice.NOT_PLAIN)
    @Nullable
    String minPrice;

    @Parameter(description = "At this price or below", example = "99.99")
    @QueryParam("maxPrice")
    @Pattern(regexp = NewPrice.PLAIN, message = NewPrice.NOT_PLAIN)
    @Nullable
    String maxPrice;

    @Parameter(
            description = "With a price in this currency; prices without it are meant in the shop's own",
            example = "EUR")
    @QueryParam("currency")
    @Pattern(regexp = NewPrice.CODE, message = NewPrice.NO_CODE)
    @Nullable
    String currency;

    @Parameter(description = "Whether there are any")
    @QueryParam("inStock")
    @Nullable
    Boolean inStock;

    @Parameter(description = "Words in name or description", example = "thin laptop")
    @QueryParam("q")
    @Size(max = 200)
    @PlainText
    @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank")
    @Nullable
    String q;

    /**
     * The products that are meant.
     *
     * @param own the currency that prices are meant in when the client names none
     */
    Selection among(Currency own, TextSearch search) {
        Selection all = Selection.all()
                .andIfGiven("e.categoryId = :category", "category", category)
                .andIfGiven("e.price.currency = :currency", "currency", meant(own))
                .andIfGiven("e.price.amount >= :minPrice", "minPrice", amount(minPrice))
                .andIfGiven("e.price.amount <= :maxPrice", "maxPrice", amount(maxPrice));
        // No parameter: what is sold out may be rare or common, and each is to be found in its own way.
        Selection stocked = inStock == null
                ? all
                : all.and("exists (select 1 from StockLevel s where s.productId = e.id and s.soldOut = " + !inStock
                        + ")");
        return q == null ? stocked : search.among(stocked, q);
    }

    private @Nullable Currency meant(Currency own) {
        if (currency != null) {
            return NewPrice.known(currency, "currency");
        }
        return minPrice == null && maxPrice == null ? null : own;
    }

    private static @Nullable BigDecimal amount(@Nullable String plain) {
        return plain == null ? null : new BigDecimal(plain);
    }
}
