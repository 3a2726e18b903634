package io.gatehouse.orders;

import io.gatehouse.kernel.problem.FieldError;
import io.gatehouse.kernel.problem.Problem;
import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.problem.Rule;
import io.gatehouse.orders.pricing.Money;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** What a client wants, with what it costs now. */
record Basket(NewOrder wanted, Map<UUID, Money> prices) {
    /** Lines that make an order, or a refusal that names each line that does not. */
    List<OrderLine> lines() {
        refuse("UNKNOWN_PRODUCT", Rule.EXISTING, "is not a product", line -> !prices.containsKey(line.productId()));
        List<OrderLine> lines = wanted.lines().stream().map(this::priced).toList();
        var currency = lines.get(0).unitPrice().currency();
        refuse(
                "MIXED_CURRENCIES",
                Rule.SAME_CURRENCY,
                "is not sold in " + currency + " like the first line",
                line -> !priced(line).unitPrice().currency().equals(currency));
        return lines;
    }

    private OrderLine priced(NewOrder.Line line) {
        Money price = prices.get(line.productId());
        if (price == null) {
            throw new IllegalStateException(line.productId() + " has no price");
        }
        return new OrderLine(line.productId(), line.quantity(), price);
    }

    private void refuse(String code, Rule rule, String message, Predicate<NewOrder.Line> breaks) {
        List<FieldError> errors = IntStream.range(0, wanted.lines().size())
                .filter(index -> breaks.test(wanted.lines().get(index)))
                .mapToObj(index -> new FieldError("lines[" + index + "].productId", rule, message))
                .toList();
        if (!errors.isEmpty()) {
            String detail = errors.get(0).field() + " " + message + ".";
            throw new ProblemException(Problem.of(422, code, detail, errors));
        }
    }
}
