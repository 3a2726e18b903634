package io.gatehouse.users;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.ServiceClient;
import io.gatehouse.users.UsersClient.Answer;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the server tells about users as metrics. */
interface CountingUsers {
    @Test
    default void countsWhoRegistersOnceHoweverOftenThatIsAskedFor() throws Exception {
        double before = metric("gatehouse_users_registrations_total", "");
        Visitor visitor = Visitor.any();
        UsersClient request = UsersClient.to("/users").with("Idempotency-Key", visitor.name());

        assertThat(request.post(visitor.wanted()).status()).isEqualTo(201);
        assertThat(request.post(visitor.wanted()).header("Idempotency-Replayed"))
                .isEqualTo("true");
        assertThat(visitor.register().status()).isEqualTo(409);
        assertThat(UsersClient.to("/users").post("{}").status()).isEqualTo(400);

        assertThat(metric("gatehouse_users_registrations_total", "")).isEqualTo(before + 1);
    }

    @Test
    default void countsHowLoginsEnd() throws Exception {
        double accepted = logins("accepted");
        double refused = logins("refused");
        double locked = logins("locked");
        Visitor visitor = Visitor.registered();
        List<Integer> ends = new ArrayList<>(List.of(visitor.login().status()));

        Answer guess = visitor.login("wrong horse");
        while (guess.status() == 401) {
            ends.add(guess.status());
            guess = visitor.login("wrong horse");
        }
        ends.add(guess.status());

        assertThat(ends).containsOnlyOnce(200, 429).contains(401);
        assertThat(logins("accepted")).isEqualTo(accepted + 1);
        assertThat(logins("refused")).isEqualTo(refused + Collections.frequency(ends, 401));
        assertThat(logins("locked")).isEqualTo(locked + 1);
    }

    @Test
    default void countsChangesOfPasswordsAndDeletionsWhateverBecameOfThem() throws Exception {
        double accepted = logins("accepted");
        double refused = logins("refused");
        Visitor visitor = Visitor.registered();
        UsersClient change = UsersClient.to("/users/me/password").as(visitor.token());
        UsersClient deletion = UsersClient.to("/users/me/delete").as(visitor.token());

        List<Integer> ends = List.of(
                change.post(Map.of("currentPassword", "wrong horse", "newPassword", "battery staple"))
                        .status(),
                change.post(Map.of("currentPassword", visitor.password(), "newPassword", "battery staple"))
                        .status(),
                deletion.post(Map.of("currentPassword", visitor.password())).status(),
                deletion.post(Map.of("currentPassword", "battery staple")).status());

        assertThat(ends).containsExactly(403, 200, 403, 204);
        assertThat(logins("accepted")).isEqualTo(accepted + 2);
        assertThat(logins("refused")).isEqualTo(refused + 2);
    }

    private static double logins(String outcome) throws Exception {
        return metric("gatehouse_users_logins_total", "outcome=\"" + outcome + "\"");
    }

    /** The sum of a metric's samples that have a label. */
    private static double metric(String name, String label) throws Exception {
        String server =
                URI.create(System.getProperty("users.url", "")).resolve("/").toString();
        return new ServiceClient(server, "")
                .get("metrics?scope=application")
                .response()
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
