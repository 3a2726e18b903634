package io.gatehouse.kernel.event;

/** The JMS topics of the product. */
public enum Topic {
    USER_EVENTS("user.events"),
    PRODUCT_EVENTS("product.events"),
    ORDER_EVENTS("order.events"),
    TASK_EVENTS("task.events"),
    NOTIFICATION_EVENTS("notification.events"),
    SYSTEM_EVENTS("system.events");

    private final String address;

    Topic(String address) {
        this.address = address;
    }

    /** The name of the topic at the broker. */
    public String address() {
        return address;
    }
}
