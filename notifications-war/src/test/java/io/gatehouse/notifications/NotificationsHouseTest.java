package io.gatehouse.notifications;

import io.gatehouse.kernel.testing.HouseRules;

class NotificationsHouseTest extends HouseRules {
    NotificationsHouseTest() {
        super("io.gatehouse.notifications");
    }
}
