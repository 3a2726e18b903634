package io.gatehouse.kernel;

import io.gatehouse.kernel.testing.HouseRules;

class KernelHouseTest extends HouseRules {
    KernelHouseTest() {
        super("io.gatehouse.kernel");
    }
}
