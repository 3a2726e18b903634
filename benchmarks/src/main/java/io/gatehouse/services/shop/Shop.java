package io.gatehouse.services.shop;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The shop that is measured: products on sale, and customers. */
public final class Shop {
    private static final int CUSTOMERS = 20;
    private static final int PAGES = 50;
    private static final int READS = 2_000;
    private static final Pattern NEXT = Pattern.compile("<[^>]*\\?([^>]*)>; *rel=\"?next\"?");

    private final Api api;
    private final int rows;
    private final Random random = new Random(2);
    private List<Api.Customer> customers;

    private Shop(Api api, int rows, List<Api.Customer> customers) {
        this.api = api;
        this.rows = rows;
        this.customers = customers;
    }

    /** Fills an empty product. */
    public static Shop open(Api api, String adminPassword, Connection database, int rows)
            throws IOException, InterruptedException, SQLException {
        Api.Customer administrator = api.login("admin", adminPassword);
        Object template = Map.of(
                "name",
                "Product 0",
                "description",
                "Made to be measured: nobody needs it, and it has as many words as others have.",
                "price",
                Map.of("amount", "12.50", "currency", "EUR"),
                "stock",
                Catalogue.STOCK);
        String made = api.post("/products", template, administrator).path("id").asText();
        new Catalogue(database).fill(made, rows);
        List<Api.Customer> customers = new ArrayList<>();
        for (int i = 0; i < CUSTOMERS; i++) {
            customers.add(api.register("customer-" + i));
        }
        return new Shop(api, rows, customers);
    }

    public List<Api.Customer> customers() {
        return customers;
    }

    public Api.Customer customer() {
        return customers.get(0);
    }

    /** New tokens for all: they last for a quarter of an hour. */
    public void renewTokens() throws IOException, InterruptedException {
        List<Api.Customer> renewed = new ArrayList<>();
        for (Api.Customer customer : customers) {
            renewed.add(api.login(customer.username(), customer.password()));
        }
        customers = renewed;
    }

    public UUID product() {
        return Catalogue.id(1 + random.nextInt(rows));
    }

    public List<Call> reads() {
        List<Call> reads = new ArrayList<>();
        for (int i = 0; i < READS; i++) {
            reads.add(new Call("/products/" + product(), ""));
        }
        return reads;
    }

    /** The pages behind the first, as a client finds them that follows the links. */
    public List<Call> pages() throws IOException, InterruptedException {
        List<Call> pages = new ArrayList<>();
        String path = "/products?limit=20";
        while (pages.size() < PAGES) {
            String link = api.get(path, customer()).headers().firstValue("Link").orElse("");
            Matcher next = NEXT.matcher(link);
            if (!next.find()) {
                break;
            }
            path = "/products?" + next.group(1);
            pages.add(new Call(path, ""));
        }
        if (pages.isEmpty()) {
            throw new IOException("the list of products names no next page");
        }
        return pages;
    }

    public List<Call> logins() {
        return customers.stream()
                .map(customer -> new Call(
                        "/auth/login",
                        "{\"username\":\"" + customer.username() + "\",\"password\":\"" + customer.password() + "\"}"))
                .toList();
    }
}
