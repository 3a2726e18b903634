package io.gatehouse.users;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import io.gatehouse.kernel.digest.Sha256;
import io.gatehouse.users.UsersClient.Answer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Somebody with a name of their own, who may register and log in; each has an address of their own as well. */
record Visitor(String name, String password, String address) {
    static final String DATABASE = System.getProperty("users.database", "");
    static final String PASSWORD = "correct horse";

    private static final List<String> USER = List.of("user");
    private static final List<String> ADMIN = List.of("user", "admin");
    private static final AtomicReference<@Nullable GatewayTokens> GATEWAY = new AtomicReference<>();

    static void trustTokensOf(GatewayTokens gateway) {
        GATEWAY.set(gateway);
    }

    static Visitor any() {
        UUID id = UUID.randomUUID();
        return new Visitor("u" + id.toString().substring(0, 12), PASSWORD, "address-" + id);
    }

    static Visitor registered() {
        Visitor visitor = any();
        assertThat(visitor.register().status()).isEqualTo(201);
        return visitor;
    }

    static Visitor firstAdministrator() {
        return new Visitor("admin", System.getProperty("users.admin.password", ""), "the office");
    }

    String email() {
        return name + "@Example.org";
    }

    Map<String, String> wanted() {
        return Map.of("username", name, "email", email(), "password", password);
    }

    Answer register() {
        return UsersClient.to("/users").post(wanted());
    }

    Answer login() {
        return login(password);
    }

    Answer login(String tried) {
        return loginFrom(address, tried);
    }

    Answer loginFrom(String from, String tried) {
        return UsersClient.to("/auth/login").from(from).post(Map.of("username", name, "password", tried));
    }

    static Answer refresh(String refreshToken) {
        return UsersClient.to("/auth/refresh").post(Map.of("refresh_token", refreshToken));
    }

    /** The user's id, for which they log in. */
    String id() {
        return UsersClient.to("/users?username=" + name)
                .as(admin())
                .get()
                .json()
                .path(0)
                .path("id")
                .asText();
    }

    /** The gateway's token for this user. */
    String token() {
        return token(id(), USER);
    }

    static String tokenOf(String userId) {
        return token(userId, USER);
    }

    /** The gateway's token for an administrator whom this database does not have. */
    static String admin() {
        return token("00000000-0000-4000-8000-00000000000a", ADMIN);
    }

    private static String token(String userId, List<String> roles) {
        return token(userId, "users", roles, null);
    }

    static String token(String userId, String audience, List<String> roles, @Nullable String scope) {
        try {
            return Objects.requireNonNull(GATEWAY.get()).of(userId, audience, roles, scope);
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Lets an hour pass before anybody may try again who has failed with this name. */
    void lockForAnHour() {
        try (Connection connection = connect();
                PreparedStatement update = connection.prepareStatement(
                        "update failed_login set locked_until = dateadd(hour, 1, current_timestamp)"
                                + " where name_hash = ? and failures >= 5 and counter <> name_hash")) {
            update.setString(1, Sha256.hex(name));
            assertThat(update.executeUpdate()).isEqualTo(1);
        } catch (SQLException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    static Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:h2:file:" + DATABASE + ";AUTO_SERVER=TRUE", "sa", "sa");
    }

    /** The events of a user that have not been published, as documents. */
    static List<String> eventsOf(String userId) {
        try (Connection connection = connect();
                PreparedStatement query =
                        connection.prepareStatement("select document from outbox where subject = ? order by id")) {
            query.setString(1, userId);
            ResultSet rows = query.executeQuery();
            List<String> events = new ArrayList<>();
            while (rows.next()) {
                events.add(rows.getString(1));
            }
            return events;
        } catch (SQLException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }
}
