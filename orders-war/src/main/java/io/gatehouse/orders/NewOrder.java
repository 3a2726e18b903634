package io.gatehouse.orders;

import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.problem.Rule;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a client wants to buy.
 *
 * @param lines 1 to 50, each of another product
 */
public record NewOrder(@NotNull @Size(min = 1, max = 50) List<@NotNull @Valid Line> lines) {
    /**
     * One product.
     *
     * @param quantity 1 to 1,000 pieces
     */
    @Schema(name = "NewOrderLine")
    public record Line(
            @Schema(example = "7f0c1d52-3f4e-4c0b-9a68-2d1b5e8c9a01") @NotNull
            UUID productId,

            @Schema(example = "2") @NotNull @Min(1) @Max(1000)
            Integer quantity) {}

    /** The products in the order of the lines, or a refusal that names the line with the second of a kind. */
    Set<UUID> productIds() {
        Set<UUID> ids = new LinkedHashSet<>();
        for (Line line : lines) {
            if (!ids.add(line.productId())) {
                String field = "lines[" + ids.size() + "].productId";
                throw ProblemException.field(
                        422, "DUPLICATE_PRODUCT", field, Rule.DISTINCT, "is the product of an earlier line");
            }
        }
        return ids;
    }
}
