package io.gatehouse.products.stock;

import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

/** What stock needs to know of an order that was placed. */
record OrderPlaced(UUID orderId, List<Line> lines) {
    record Line(UUID productId, int quantity) {
        Line {
            if (quantity < 1) {
                throw new IllegalArgumentException("an order of " + quantity + " pieces");
            }
        }
    }

    OrderPlaced {
        lines = List.copyOf(lines);
    }

    /** How many of each product; in the order of their ids, which is the order of locking everywhere. */
    TreeMap<UUID, Integer> quantities() {
        TreeMap<UUID, Integer> quantities = new TreeMap<>();
        lines.forEach(line -> quantities.merge(line.productId(), line.quantity(), Math::addExact));
        return quantities;
    }
}
