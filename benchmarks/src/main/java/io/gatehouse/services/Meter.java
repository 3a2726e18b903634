package io.gatehouse.services;

/** What a load costs: the CPU time that the product and PostgreSQL take from its making on. */
final class Meter {
    private final long server;
    private final long database;
    private final double serverBefore;
    private final double databaseBefore;
    private final long begun = System.nanoTime();

    /** Both are the first process of a tree. */
    Meter(long server, long database) {
        this.server = server;
        this.database = database;
        this.serverBefore = Cpu.seconds(server);
        this.databaseBefore = Cpu.seconds(database);
    }

    Row.Spent spent() {
        return new Row.Spent(
                1e6 * (Cpu.seconds(server) - serverBefore), 1e6 * (Cpu.seconds(database) - databaseBefore));
    }

    double seconds() {
        return (System.nanoTime() - begun) / 1e9;
    }
}
