package io.gatehouse.services;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.services.Row.Figures;
import io.gatehouse.services.Row.Spent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private final Table table = new Table();

    @BeforeEach
    void measureOneScenario() {
        Wrk.Load load = new Wrk.Load(1_000, 500, 2, 9, 0);
        Figures product = Figures.of("product", 10, load, new Spent(400_000, 200_000));
        Figures alone = new Figures("product", 10, 5_000, 0, 2_500, 0.5, 1.5, 0, 100);
        table.add(new Row(product, alone, 2));
    }

    @Test
    void eachScenarioStandsBesideTheDatabaseAlone() {
        assertThat(printed())
                .contains(
                        "| `product` | 10 | 500.0 | 2.0 | 9.0 | 400 | 200 | 2 | 2,500.0 | 0.5 | 1.5 | 100 | 4.0 | 6.0 | 0 |");
        assertThat(table.isGood()).isTrue();
    }

    @Test
    void everyLineHasAsManyCellsAsTheHead() {
        assertThat(printed().lines().filter(line -> line.startsWith("|")))
                .hasSize(3)
                .extracting(line -> line.chars().filter(each -> each == '|').count())
                .containsOnly(16L);
    }

    @Test
    void whatElseIsToBeKnownStandsBelow() {
        table.note("2 processors and 8.1 GB of memory");

        assertThat(printed()).endsWith("|\n\n2 processors and 8.1 GB of memory\n");
    }

    @Test
    void aFaultIsToldAndIsNotGood() {
        table.fault("the stock of 1 products does not agree with the orders");

        assertThat(table.isGood()).isFalse();
        assertThat(printed()).contains("NOT GOOD: the stock of 1 products does not agree with the orders");
    }

    @Test
    void rowsAreAFileOfTheirTime() throws IOException {
        Path file = table.write(directory.resolve("results"), LocalDateTime.of(2026, 1, 2, 3, 4, 5));

        assertThat(file.getFileName()).hasToString("services-20260102T030405.tsv");
        assertThat(file)
                .hasContent(
                        String.join("\t", Row.COLUMNS)
                                + "\nproduct\t10\t1000\t0\t500.00\t2.000\t9.000\t400.0\t200.0\t2500.00\t0.500\t1.500\t100.0\t2");
    }

    private String printed() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        table.print(new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }
}
