package io.gatehouse.users;

import io.gatehouse.kernel.testing.HouseRules;

class UsersHouseTest extends HouseRules {
    UsersHouseTest() {
        super("io.gatehouse.users");
    }
}
