package io.gatehouse.services;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** What is printed in the end, and whether it is good. */
final class Table {
    private final List<Row> rows = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    void add(Row row) {
        rows.add(row);
    }

    void note(String line) {
        notes.add(line);
    }

    void fault(String line) {
        faults.add(line);
    }

    boolean isGood() {
        return faults.isEmpty();
    }

    void print(PrintStream out) {
        out.println();
        out.println("| | connections | per s | p50 ms | p99 ms | CPU us: gateway and services | PostgreSQL | statements"
                + " | alone: per s | p50 ms | p99 ms | CPU us | times its p50 | times its CPU | errors |");
        out.println("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        rows.forEach(row -> out.println(row.line()));
        out.println();
        notes.forEach(out::println);
        faults.forEach(fault -> out.println("NOT GOOD: " + fault));
        out.flush();
    }

    /** Writes the rows as a file of this time into the directory. */
    Path write(Path directory, LocalDateTime now) throws IOException {
        return Results.write(
                directory, "services", now, Row.COLUMNS, rows.stream().map(Row::values));
    }
}
