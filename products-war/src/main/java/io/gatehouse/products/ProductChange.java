package io.gatehouse.products;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.gatehouse.kernel.text.PlainText;
import io.gatehouse.products.price.NewPrice;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator says of a product that they change: its content, and perhaps how many there are. Who does not name the stock leaves
 * it alone: it changes with every order, so what was read of it must not be written back unasked.
 *
 * @param name 1 to 200 characters
 * @param description up to 2,000 characters, or absent
 * @param categoryId the category that it is in, or absent
 * @param stock pieces at hand besides those that are reserved, 0 to 1,000,000, also read as {@code stock_quantity}; absent leaves them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProductChange(
        @Schema(example = "Laptop") @NotBlank @Size(max = 200) @PlainText
        String name,

        @Schema(example = "Thin and light") @Size(max = 2000) @PlainText @Nullable
        String description,

        @NotNull @Valid NewPrice price,
        @Nullable UUID categoryId,

        @Schema(example = "50") @Min(0) @Max(1_000_000) @JsonAlias("stock_quantity") @Nullable
        Integer stock) {

    /** The change of nothing. */
    static ProductChange of(ProductContent content) {
        return new ProductChange(content.name(), content.description(), content.price(), content.categoryId(), null);
    }

    ProductContent content() {
        return new ProductContent(name, description, price, categoryId);
    }
}
