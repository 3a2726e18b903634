package io.gatehouse.products.stock;

import java.util.UUID;

/** An administrator has set how many pieces are at hand; what orders take and give back is told of the orders. */
record StockChanged(UUID productId, int stock) {}
