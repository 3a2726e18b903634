package io.gatehouse.tasks;

import io.gatehouse.kernel.testing.Probe;
import jakarta.annotation.Resource;
import jakarta.servlet.annotation.WebServlet;
import javax.sql.DataSource;

/** Publishes what a test posts, from inside the server where the broker is, and tells what the database there was asked. */
@WebServlet("/probe")
public class EventProbe extends Probe {
    private static final long serialVersionUID = 1L;

    @Resource(lookup = "jdbc/gatehouse-tasks")
    private transient DataSource database;

    @Override
    protected DataSource database() {
        return database;
    }

    @Override
    protected String topic(String event) {
        return "user.events";
    }
}
