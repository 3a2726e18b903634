package io.gatehouse.products.stock;

/**
 * The stock of one product as everybody sees it.
 *
 * @param stock pieces at hand that are reserved for nobody
 */
public record StockView(int stock) {}
