package io.gatehouse.products.stock;

import java.util.UUID;

/** All that the order asks for is kept for it. */
record StockReserved(UUID orderId) {}
