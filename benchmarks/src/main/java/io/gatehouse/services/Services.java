package io.gatehouse.services;

import io.gatehouse.services.Row.Figures;
import io.gatehouse.services.database.MissingException;
import io.gatehouse.services.database.Pgbench;
import io.gatehouse.services.database.Postgres;
import io.gatehouse.services.database.Schemas;
import io.gatehouse.services.database.Script;
import io.gatehouse.services.database.StatementLog;
import io.gatehouse.services.shop.Api;
import io.gatehouse.services.shop.Ledger;
import io.gatehouse.services.shop.Shop;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * The whole: a fresh PostgreSQL and the product on it, its loads, what it sent, the check, and then the database alone.
 * Ends with 1 when requests failed or orders and stock do not agree, with 2 when something is missing.
 */
public final class Services {
    private final Settings settings;
    private final Table table = new Table();

    private Services(Settings settings) {
        this.settings = settings;
    }

    /**
     * Takes its settings from system properties that begin with {@code bench.}.
     *
     * @throws Exception when a step fails that has no measured outcome
     */
    public static void main(String[] arguments) throws Exception {
        Services services = new Services(Settings.of(System.getProperties()));
        try {
            services.run();
        } catch (MissingException missing) {
            System.err.println("bin/bench: " + missing.getMessage());
            System.exit(2);
        }
        System.exit(services.table.isGood() ? 0 : 1);
    }

    private void run() throws Exception {
        Place place = settings.place();
        Leftovers.delete(place.directory());
        Files.createDirectories(place.directory());
        try (Postgres postgres = Postgres.start(settings.tools(), place.directory(), settings.databasePort());
                Connection connection = postgres.connect()) {
            Leftovers.endWithThis(postgres);
            table.note("PostgreSQL " + connection.getMetaData().getDatabaseProductVersion() + ", " + settings.rows()
                    + " products");
            Measured measured = withProduct(postgres, connection);
            alone(postgres, connection, measured);
        } finally {
            Leftovers.delete(place.directory().resolve("data"));
            Leftovers.delete(place.data());
        }
        table.print(System.out);
        System.out.println("Rows: "
                + table.write(place.results(), LocalDateTime.now(ZoneId.systemDefault()))
                        .getFileName());
    }

    /** What came of the product, and what it would take to do the same without it. */
    private record Measured(List<Figures> figures, Map<String, List<Script>> scripts) {}

    private Measured withProduct(Postgres postgres, Connection connection) throws Exception {
        Progress.say("starting the product");
        try (Product product = Product.start(settings.place(), postgres.environment())) {
            Leftovers.endWithThis(product);
            table.note(Machine.of(product.pid()).line());
            Progress.say("filling the database");
            Api api = new Api(settings.place().port());
            Shop shop = Shop.open(api, product.adminPassword(), connection, settings.rows());
            Ledger ledger = new Ledger(connection);
            Loads.Processes processes = new Loads.Processes(product.pid(), postgres.pid());
            Loads loads = new Loads(settings, api, shop, ledger, table, processes);
            List<Figures> figures = loads.all();
            Map<String, List<Script>> scripts;
            try (StatementLog log = postgres.statements()) {
                shop.renewTokens();
                scripts = new Scripts(settings, api, shop, ledger, log, Schemas.of(connection)).all();
            }
            List<String> faults = ledger.faults(loads.placed());
            table.note(loads.placed().size() + " orders were placed"
                    + (faults.isEmpty() ? "; all are CONFIRMED, and stock agrees" : ""));
            faults.forEach(table::fault);
            return new Measured(figures, scripts);
        }
    }

    /** After the product has ended: it would take the replayed orders for its own. */
    private void alone(Postgres postgres, Connection connection, Measured measured) throws Exception {
        Pgbench pgbench = postgres.pgbench(settings.place().directory());
        for (Figures product : measured.figures()) {
            Progress.say(product.name() + ", the database alone");
            List<Script> scripts = measured.scripts().getOrDefault(product.name(), List.of());
            tidy(connection);
            Meter spent = new Meter(0, postgres.pid());
            Pgbench.Run run = pgbench.run(product.name(), scripts, product.connections(), settings.turn());
            Figures alone = Figures.alone(product.name(), product.connections(), run, spent.spent());
            table.add(new Row(product, alone, scripts.get(0).statements()));
        }
    }

    private static void tidy(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("vacuum analyze");
            statement.execute("checkpoint");
        }
    }
}
