package io.gatehouse.orders;

import io.gatehouse.kernel.testing.HouseRules;

class OrdersHouseTest extends HouseRules {
    OrdersHouseTest() {
        super("io.gatehouse.orders");
    }
}
