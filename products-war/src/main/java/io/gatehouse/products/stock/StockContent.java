package io.gatehouse.products.stock;

import com.fasterxml.jackson.annotation.JsonAlias;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What an administrator says of a product's stock.
 *
 * @param stock pieces at hand besides those that are reserved, 0 to 1,000,000; also read as {@code stock_quantity}
 */
public record StockContent(
        @Schema(example = "50") @NotNull @Min(0) @Max(1_000_000) @JsonAlias("stock_quantity")
        Integer stock) {}
