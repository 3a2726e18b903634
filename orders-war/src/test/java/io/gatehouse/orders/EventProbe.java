package io.gatehouse.orders;

import io.gatehouse.kernel.event.CloudEvent;
import io.gatehouse.kernel.testing.Probe;
import jakarta.annotation.Resource;
import jakarta.servlet.annotation.WebServlet;
import javax.sql.DataSource;

/**
 * Publishes what a test posts, from inside the server where the broker is: on the topic of the service it came from. And
 * tells what the database there was asked.
 */
@WebServlet("/probe")
public class EventProbe extends Probe {
    private static final long serialVersionUID = 1L;

    @Resource(lookup = "jdbc/gatehouse-orders")
    private transient DataSource database;

    @Override
    protected DataSource database() {
        return database;
    }

    @Override
    protected String topic(String event) {
        return CloudEvent.parse(event).source().equals("/users") ? "user.events" : "product.events";
    }
}
