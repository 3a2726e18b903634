package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.gatehouse.system.Client.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The calls of the systems that Gatehouse takes the place of, with the bodies that their clients send, on a real PostgreSQL with a database
 * for each service, and with a mail server.
 */
class CompatIT implements Mailed, OwnDatabases {
    private static final int PORT = Product.ports(160);
    private static final int DATABASE_PORT = PORT + 15;
    private static final int MAIL_PORT = PORT + 16;
    private static final GreenMail MAILBOX = mailServer();
    private static final Stops STOPS = new Stops();
    private static ServiceDatabases databases;
    private static Product product;

    /** The two seconds that it has to start are not enough for every machine. */
    private static GreenMail mailServer() {
        ServerSetup setup = new ServerSetup(MAIL_PORT, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        setup.setServerStartupTimeout(Duration.ofMinutes(1).toMillis());
        return new GreenMail(setup);
    }

    @BeforeAll
    static void start() throws IOException {
        var directory = Product.newDirectory("compat");
        STOPS.add(MAILBOX::stop);
        MAILBOX.start();
        OutsideDatabase server = new OutsideDatabase(directory.resolve("postgres"), DATABASE_PORT);
        STOPS.add(server::stop);
        server.start();
        databases = new ServiceDatabases(server);
        Map<String, String> environment = new HashMap<>(databases.environment());
        environment.put("GATEHOUSE_GATEWAY_CONFIG", Product.home("server-config/gateway/compat.yaml"));
        environment.put("GATEHOUSE_MAIL_HOST", "127.0.0.1");
        environment.put("GATEHOUSE_MAIL_PORT", String.valueOf(MAIL_PORT));
        environment.put("GATEHOUSE_MAIL_FROM", SENDER);
        environment.put("GATEHOUSE_MAIL_STARTTLS", "off");
        product = Product.start(directory, PORT, environment);
        STOPS.add(product::close);
    }

    @AfterAll
    static void stop() throws IOException {
        STOPS.close();
    }

    @Override
    public Product product() {
        return product;
    }

    @Override
    public GreenMail mailbox() {
        return MAILBOX;
    }

    @Override
    public ServiceDatabases databases() {
        return databases;
    }

    @Test
    void usersOfSystemARegisterLogInAndManageUsers() {
        new Calls(product).run(CompatCalls.A_USERS);
    }

    @Test
    void usersOfSystemAManageTasksAndCategoriesAndAreNotified() {
        new Calls(product).run(CompatCalls.A_TASKS);
    }

    @Test
    void usersOfSystemAAreToldSomethingByTheirAdministrators() {
        new Calls(product).run(CompatCalls.A_NOTIFICATIONS);
    }

    @Test
    void usersOfSystemBManageUsersAndProductsWithPlainPrices() {
        new Calls(product).run(CompatCalls.B);
    }

    @Test
    void usersOfSystemCRegisterAndOrderWhatIsOnSale() {
        new Calls(product).run(CompatCalls.C);
    }

    @Test
    void usersOfSystemDAndOfTheNewApiFindBothAtTheSameAddresses() {
        new Calls(product).run(CompatCalls.D);
    }

    @Test
    void whoNamesAVersionAtAnAddressOfBothIsHeldToIt() {
        Client user = Client.newUser(product);
        String self = "/api/users/" + user.get("/api/users/me").text("id");
        String[] json = {"Content-Type", "application/json", "If-Match", "\"7\""};

        assertThat(user.send("PUT", self, "{\"full_name\":\"x\"}", json).status())
                .isEqualTo(400);
        assertThat(user.send("PUT", self, "{\"username\":\"x-y-z\",\"email\":\"x@example.org\"}", json)
                        .status())
                .isEqualTo(412);
        assertThat(user.send("PUT", "/users/profile", "{\"full_name\":\"x\"}", json)
                        .status())
                .isEqualTo(412);
    }

    @Test
    void whereSomethingWasCreatedIsToldAsAnAddressOfTheirs() {
        for (String path : List.of("/users", "/users/", "/api/users/users", "/api/users")) {
            Answer created = register(path);
            assertThat(created.header("Location")).hasValue(path.replaceAll("/$", "") + "/" + created.text("id"));
        }
        for (String path : List.of("/users/register", "/auth/register")) {
            assertThat(register(path).header("Location")).isEmpty();
        }
    }

    private static Answer register(String path) {
        String name = "new-" + UUID.randomUUID();
        Answer created = Client.anonymous(product)
                .post(path, Map.of("username", name, "email", name + "@example.org", "password", Client.PASSWORD));
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        return created;
    }

    @Test
    void usersOfSystemEAreWelcomedAndSeeHealthStatisticsAndThemselves() {
        new Calls(product).run(CompatCalls.E);
    }

    @Test
    void thePageAboutItWorksAsPrinted() throws IOException, InterruptedException {
        assertThat(Readme.output(product, "docs/compatibility.md"))
                .contains(
                        "\"token_type\":\"bearer\"",
                        "\"price\":1200.00",
                        "\"stock_quantity\":50",
                        "\"status\":\"pending\"");
    }
}
