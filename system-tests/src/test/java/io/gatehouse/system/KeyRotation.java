package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.system.Client.Answer;
import io.gatehouse.system.Situations.Situation;
import io.gatehouse.system.Tokens.Visitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One key of access tokens follows another, at two instances: nobody who has a token notices. */
interface KeyRotation {
    String KEYS = "/api/auth/keys";

    Product product();

    Product second();

    OutsideDatabase database();

    @Test
    default void whileOneKeyFollowsAnotherTheTokensOfBothAreGoodAtBothInstances() {
        Client admin = Client.administrator(product());
        Visitor visitor = Visitor.of(product());
        String old = keyOf(visitor.accessToken());

        Answer published = Repetition.doneOnce(call("users.keysRotate", admin, Map.of()));

        assertThat(published.status()).as(published.toString()).isEqualTo(201);
        String next = published.text("kid");
        assertThat(states(admin)).containsEntry(next, "PUBLISHED").containsEntry(old, "SIGNING");
        assertThat(admin.postText(KEYS, "").text("code")).isEqualTo("ROTATION_UNDER_WAY");
        bothPublish(old, next);
        assertThat(keyOf(login(second(), visitor))).isEqualTo(old);

        tenMinutesPass();

        List<String> renewed = both().map(instance -> Client.eventually(
                        () -> login(instance, visitor), token -> keyOf(token).equals(next)))
                .toList();
        assertThat(renewed).extracting(KeyRotation::keyOf).containsOnly(next);
        assertThat(states(admin)).containsEntry(next, "SIGNING").containsEntry(old, "RETIRED");
        Stream.concat(Stream.of(visitor.accessToken()), renewed.stream()).forEach(token -> isGood(token, visitor));
        bothPublish(old, next);
        theOldSessionGoesOn(visitor, next);
        theOldKeyIsWithdrawn(old, next, visitor);
        assertThat(admin.get(KEYS + "/events").json().findValuesAsText("type"))
                .contains("SigningKeyPublished", "SigningKeyFollowed", "SigningKeyWithdrawn");
    }

    /** What it has signed is worth nothing, to who asks; a gateway that has seen a token before may still know it. */
    private void theOldKeyIsWithdrawn(String old, String next, Visitor visitor) {
        Client admin = Client.administrator(product());
        Call withdrawal = call("users.keysWithdraw", admin, Map.of("kid", old));

        assertThat(withdrawal.send().status()).isEqualTo(204);

        assertThat(states(admin)).doesNotContainKey(old).containsEntry(next, "SIGNING");
        both().forEach(instance -> {
            assertThat(Client.eventually(() -> published(instance), kids -> !kids.contains(old)))
                    .contains(next)
                    .doesNotContain(old);
            assertThat(admin.at(instance)
                            .postForm("/api/auth/verify", Map.of("token", visitor.accessToken()))
                            .http()
                            .body())
                    .isEqualTo(Tokens.INACTIVE);
        });
        assertThat(withdrawal.send().status()).isEqualTo(404);
    }

    private static Call call(String operation, Client admin, Map<String, String> parameters) {
        return new Call(Operation.named(operation), new Situation(admin, parameters, Map.of()), "", "");
    }

    private void theOldSessionGoesOn(Visitor visitor, String next) {
        Answer tokens = Client.anonymous(second())
                .postForm(
                        "/api/auth/token",
                        Map.of("grant_type", "refresh_token", "refresh_token", visitor.refreshToken()));
        assertThat(tokens.status()).as(tokens.toString()).isEqualTo(200);
        assertThat(keyOf(tokens.text("access_token"))).isEqualTo(next);
        isGood(tokens.text("access_token"), visitor);
    }

    private Stream<Product> both() {
        return Stream.of(product(), second());
    }

    /** Through each gateway, to a service behind it and to users; a gateway may have to fetch a key that it does not know. */
    private void isGood(String token, Visitor visitor) {
        both().forEach(instance -> {
            Client client = Client.anonymous(instance).withToken(token);
            Answer me = Client.eventually(() -> client.get("/api/users/me"), answer -> answer.status() == 200);
            assertThat(me.text("id")).as(me.toString()).isEqualTo(visitor.id());
            assertThat(client.get("/api/tasks").status()).isEqualTo(200);
            Answer state = client.postForm("/api/auth/verify", Map.of("token", token));
            assertThat(state.text("username")).as(state.toString()).isEqualTo(visitor.name());
        });
    }

    private void bothPublish(String... kids) {
        both().forEach(instance -> assertThat(
                        Client.eventually(() -> published(instance), found -> found.containsAll(List.of(kids))))
                .contains(kids));
    }

    private static List<String> published(Product instance) {
        return Client.anonymous(instance).get("/.well-known/jwks.json").json().findValuesAsText("kid");
    }

    private static String login(Product instance, Visitor visitor) {
        return Client.login(instance, visitor.name(), Client.PASSWORD).token();
    }

    private static Map<String, String> states(Client admin) {
        Map<String, String> states = new HashMap<>();
        admin.get(KEYS)
                .json()
                .forEach(key ->
                        states.put(key.path("kid").asText(), key.path("state").asText()));
        return states;
    }

    /** As if all keys were older: a test that waits for ten minutes is no better. */
    private void tenMinutesPass() {
        database()
                .change("update users.signing_key set signs_from = signs_from - interval '10 minutes',"
                        + " signs_until = signs_until - interval '10 minutes'");
    }

    /** The {@code kid} of its header (RFC 7515, section 4.1.4). */
    private static String keyOf(String token) {
        try {
            return new ObjectMapper()
                    .readTree(Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))))
                    .path("kid")
                    .asText();
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }
}
