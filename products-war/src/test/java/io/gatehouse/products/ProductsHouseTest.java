package io.gatehouse.products;

import io.gatehouse.kernel.testing.HouseRules;

class ProductsHouseTest extends HouseRules {
    ProductsHouseTest() {
        super("io.gatehouse.products");
    }
}
