package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.system.Client.Answer;
import io.gatehouse.system.Tokens.Visitor;
import java.io.BufferedReader;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two of everything on one database and one broker: what one has begun the other goes on with. */
interface TwoInstances {
    Product product();

    Product second();

    OutsideDatabase database();

    @Test
    default void aTokenOfOneIsGoodAtTheOtherAndASessionThatEndsThereEndsHere() {
        Visitor visitor = Visitor.of(product());
        Client here = Client.anonymous(product());
        Client there = Client.anonymous(second());
        Answer login = there.post("/api/auth/login", Map.of("username", visitor.name(), "password", Client.PASSWORD));
        Map<String, String> renewal = Map.of("grant_type", "refresh_token", "refresh_token", visitor.refreshToken());

        assertThat(there.withToken(visitor.accessToken()).get("/api/users/me").text("id"))
                .isEqualTo(visitor.id());
        assertThat(here.withToken(login.text("access_token"))
                        .get("/api/users/me")
                        .text("id"))
                .isEqualTo(visitor.id());
        assertThat(head(login.text("access_token"))).as("its key").isEqualTo(head(visitor.accessToken()));
        assertThat(there.postForm("/api/auth/token", renewal).status()).isEqualTo(200);
        assertThat(here.postForm("/api/auth/token", renewal).text("error")).isEqualTo("invalid_grant");
    }

    /** The first part of a token, which names the key. */
    private static String head(String token) {
        return token.substring(0, token.indexOf('.'));
    }

    @Test
    default void ordersPlacedAtBothAreDecidedByBothAndToldOnce() {
        String item = new Shop(product()).sell("Plate", "3.00", 200);
        Client alice = Client.newUser(product());
        Shop.everythingIsDecided(database());
        List<Double> placedBefore = counted("placed");
        List<Double> confirmedBefore = counted("confirmed");

        List<String> placed;
        try (Customers customers = new Customers(8, List.of(alice, alice.at(second())), item, 200)) {
            placed = customers.orders();
        }

        assertThat(placed).hasSize(200);
        Confirmations.allConfirmedAndToldOnce(alice, placed);
        assertThat(Shop.stock(alice.at(second()), item)).isZero();
        assertShared(risen(counted("placed"), placedBefore));
        assertShared(risen(counted("confirmed"), confirmedBefore));
    }

    /** What became of orders at each of the two. */
    private List<Double> counted(String outcome) {
        return Stream.of(product(), second())
                .map(instance -> Metrics.sum(instance, "gatehouse_orders_total", "outcome=\"" + outcome + "\""))
                .toList();
    }

    private static void assertShared(List<Double> shares) {
        assertThat(shares).allSatisfy(share -> assertThat(share).isPositive());
        assertThat(shares.get(0) + shares.get(1)).isEqualTo(200);
    }

    private static List<Double> risen(List<Double> now, List<Double> before) {
        return List.of(now.get(0) - before.get(0), now.get(1) - before.get(1));
    }

    @Test
    default void twoHundredOrdersAtOnceGetTheLastFiftyPiecesAndNotOneMore() {
        String item = new Shop(product()).sell("Last pieces", "1.00", 50);
        Client alice = Client.newUser(product());
        List<Client> both = List.of(alice, alice.at(second()));

        List<String> placed;
        try (Customers customers = new Customers(200, both, item, 200)) {
            placed = customers.orders();
        }
        Map<String, Long> ends = placed.stream()
                .map(order -> Shop.decided(alice, order).text("status"))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        assertThat(ends).isEqualTo(Map.of("CONFIRMED", 50L, "REJECTED", 150L));
        assertThat(both)
                .allSatisfy(client -> assertThat(Shop.stock(client, item)).isZero());
        assertThat(Pages.all(Client.administrator(product()), "/api/products/" + item + "/events"))
                .extracting(change -> change.at("/event/type").asText())
                .filteredOn(type -> !type.equals("ProductCreated"))
                .hasSize(50)
                .containsOnly("StockTaken");
    }

    @Test
    default void whatIsChangedAtBothInTurnIsHeardByBothInTheOrderOfTheChanges() {
        Client alice = Client.newUser(product());
        try (Changes changes = new Changes(List.of(alice, alice.at(second())))) {
            changes.goOnBy(30);
            changes.wereHeardInOrderAndOnce(alice, database());
        }
    }

    @Test
    @Timeout(120)
    default void whatHappensAtOneComesToWhoListensAtTheOtherAndWhoComesBackThereMissesNothing() throws Exception {
        Client carol = Client.newUser(product());
        String last;
        try (BufferedReader stream = LiveFeed.listen(second(), carol, "")) {
            LiveFeed.complete(carol, "Water the plants");
            last = LiveFeed.told(stream, "Water the plants");
        }
        LiveFeed.complete(carol.at(second()), "Feed the cat");
        try (BufferedReader stream = LiveFeed.listen(product(), carol, last)) {
            assertThat(LiveFeed.told(stream, "Feed the cat")).isNotEqualTo(last);
        }
    }
}
