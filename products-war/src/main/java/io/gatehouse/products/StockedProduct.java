package io.gatehouse.products;

/**
 * A product with how many there are, as one resource.
 *
 * @param available pieces at hand
 * @param stockVersion changes with each change of the stock
 */
record StockedProduct(Product product, int available, int stockVersion) {
    /**
     * The version of what clients see, which shows the stock. Both versions only ever grow, so their sum is another one
     * whenever either is.
     */
    long version() {
        return (long) product.version() + stockVersion;
    }

    ProductView view() {
        return product.view(available);
    }
}
