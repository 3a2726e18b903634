package io.gatehouse.tasks;

import io.gatehouse.kernel.testing.HouseRules;

class TasksHouseTest extends HouseRules {
    TasksHouseTest() {
        super("io.gatehouse.tasks");
    }
}
