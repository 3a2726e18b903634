package io.gatehouse.services;

import io.gatehouse.services.database.Schemas;
import io.gatehouse.services.database.Script;
import io.gatehouse.services.database.StatementLog;
import io.gatehouse.services.database.Transaction;
import io.gatehouse.services.shop.Api;
import io.gatehouse.services.shop.Catalogue;
import io.gatehouse.services.shop.Ledger;
import io.gatehouse.services.shop.Orders;
import io.gatehouse.services.shop.Shop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the product sends to the database for one request of each scenario, to be sent without it. */
final class Scripts {
    private static final int USERS = 8;
    /** The services have chores once a minute, and others more often. */
    private static final int ALL_CHORES_SECONDS = 65;

    private final Settings settings;
    private final Api api;
    private final Shop shop;
    private final Ledger ledger;
    private final StatementLog log;
    private final Schemas schemas;

    Scripts(Settings settings, Api api, Shop shop, Ledger ledger, StatementLog log, Schemas schemas) {
        this.settings = settings;
        this.api = api;
        this.shop = shop;
        this.ledger = ledger;
        this.log = log;
        this.schemas = schemas;
    }

    /** By the name of the scenario. */
    Map<String, List<Script>> all() throws Exception {
        Progress.say("what the product sends to the database");
        log.learnIdle(ALL_CHORES_SECONDS);
        Map<String, List<Script>> scripts = new LinkedHashMap<>();
        UUID product = shop.product();
        Api.Customer customer = shop.customer();
        scripts.put(
                "product", List.of(drawing("product", product, settings.rows(), () -> read("/products/" + product))));
        String page = shop.pages().get(0).path();
        scripts.put("products", List.of(script("products", Map.of(), () -> read(page))));
        scripts.put("login", logins());
        List<Script> order = List.of(
                drawing("order", product, Math.min(settings.rows(), Orders.PRODUCTS), () -> placed(product, customer)));
        scripts.put("order", order);
        scripts.put("orders", order);
        return scripts;
    }

    /** One for each of some users: a login locks the row of its user. */
    private List<Script> logins() throws Exception {
        List<Script> logins = new ArrayList<>();
        for (Api.Customer customer : shop.customers().subList(0, USERS)) {
            logins.add(script("login", Map.of(), () -> api.login(customer.username(), customer.password())));
        }
        return logins;
    }

    private Script drawing(String name, UUID product, int numbers, StatementLog.Work work) throws Exception {
        return script(name, Catalogue.drawn(product), numbers, work);
    }

    private Script script(String name, Map<String, String> known, StatementLog.Work work) throws Exception {
        return script(name, known, 1, work);
    }

    private Script script(String name, Map<String, String> known, int numbers, StatementLog.Work work)
            throws Exception {
        List<Transaction> transactions = log.during(work);
        if (transactions.isEmpty()) {
            throw new IOException("PostgreSQL has logged nothing for " + name);
        }
        return Script.of(transactions, known, numbers, schemas);
    }

    private void read(String path) throws IOException, InterruptedException {
        int status = api.get(path, shop.customer()).statusCode();
        if (status != 200) {
            throw new IOException(path + ": " + status);
        }
    }

    /** Nobody asks the product how far it is: that would be among what it sends. */
    private void placed(UUID product, Api.Customer customer) throws Exception {
        UUID order = api.place(product.toString(), customer).join();
        ledger.awaitDecisions();
        if (!ledger.confirmed().containsKey(order)) {
            throw new IOException("an order was not confirmed");
        }
    }
}
