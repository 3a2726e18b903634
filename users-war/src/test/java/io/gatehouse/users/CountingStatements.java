package io.gatehouse.users;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.Statements;
import io.gatehouse.users.UsersClient.Answer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** How often a whole request asks the database, with its key, its event and its audit. */
interface CountingStatements {
    /** What a service asks by itself all the time is about other tables, or is this. */
    Pattern SWEEP = Pattern.compile(
            "delete from (?:idempotency where expires_at|refresh_token where hash in|login_session where expires_at)",
            Pattern.CASE_INSENSITIVE);

    Pattern OF_REQUESTS =
            Pattern.compile("\\b(account\\w*|audit_event|idempotency)\\b|insert into outbox", Pattern.CASE_INSENSITIVE);

    /** The claim, both names, the user, the number of the event, its audit, the event, the answer. */
    @Test
    default void somebodyIsRegisteredInEightStatementsAndAgainInThree() throws Exception {
        Visitor visitor = Visitor.any();
        UsersClient request = UsersClient.to("/users").with("Idempotency-Key", visitor.name());

        assertThat(asked(201, () -> request.post(visitor.wanted()))).hasSize(8);
        assertThat(asked(201, () -> request.post(visitor.wanted()))).hasSize(3);
    }

    /** The user, their roles, the name, the change, the number of the event, its audit, the event. */
    @Test
    default void somebodyTakesAnotherNameInSevenStatements() throws Exception {
        Visitor visitor = Visitor.registered();
        UsersClient own = UsersClient.to("/users/me").as(visitor.token());

        assertThat(asked(
                        200,
                        () -> own.with("If-Match", "\"0\"")
                                .put(Map.of("username", Visitor.any().name(), "email", visitor.email()))))
                .hasSize(7);
    }

    /** The users and their roles. */
    @Test
    default void usersAreListedInTwoStatementsHoweverManyThereAre() throws Exception {
        for (int i = 0; i < 4; i++) {
            Visitor.registered();
        }

        for (String query :
                List.of("?limit=2", "?limit=4", "?sort=-username", "?sort=email", "?enabled=true", "?role=admin")) {
            assertThat(asked(
                            200,
                            () -> UsersClient.to("/users" + query)
                                    .as(Visitor.admin())
                                    .get()))
                    .as(query)
                    .hasSize(2);
        }
    }

    @Test
    default void clientsAreListedInOneStatementHoweverManyThereAre() throws Exception {
        for (int i = 0; i < 4; i++) {
            UsersClient.to("/auth/clients")
                    .as(Visitor.admin())
                    .post(Map.of("name", "Some", "scopes", List.of("a", "b")));
        }

        for (String query : List.of("?limit=2", "?limit=4", "?sort=name", "?name=some", "?scope=a")) {
            assertThat(listed("/auth/clients" + query, "oauth_client"))
                    .as(query)
                    .hasSize(1);
        }
    }

    @Test
    default void keysAreListedInOneStatement() throws Exception {
        Visitor.registered().login();

        for (String query : List.of("?limit=2", "?limit=2&state=SIGNING", "?limit=2&sort=signsFrom")) {
            assertThat(listed("/auth/keys" + query, "signing_key .*fetch first"))
                    .as(query)
                    .hasSize(1);
        }
    }

    @Test
    default void whatHappenedIsListedInOneStatementHoweverMuchThatIs() throws Exception {
        Visitor visitor = Visitor.registered();
        String events = "/users/" + visitor.id() + "/events";
        for (int i = 0; i < 2; i++) {
            UsersClient.to("/users/" + visitor.id() + "/protection")
                    .as(Visitor.admin())
                    .put();
            UsersClient.to("/users/" + visitor.id() + "/protection")
                    .as(Visitor.admin())
                    .delete();
        }

        for (String query : List.of("?limit=2", "?limit=5", "?sort=-number", "?type=UserProtected")) {
            assertThat(listed(events + query, "audit_event")).as(query).hasSize(1);
        }
    }

    @Test
    default void deadLettersAreListedInOneStatementHoweverManyThereAre() throws Exception {
        try (Connection connection = Visitor.connect();
                Statement insert = connection.createStatement()) {
            insert.executeUpdate("insert into dead_letter"
                    + " (id, topic, type, document, tries, reason, first_failed_at, failed_at, dead_at)"
                    + " select random_uuid(), 'counted', 'Counted', '{}', 1, 'x',"
                    + " current_timestamp, current_timestamp, current_timestamp from system_range(1, 4)");
            try {
                for (String query : List.of("?limit=2", "?limit=4", "?sort=-firstFailedAt", "?type=Counted")) {
                    assertThat(listed("/dead-letters" + query, "dead_letter .*fetch first"))
                            .as(query)
                            .hasSize(1);
                }
            } finally {
                insert.executeUpdate("delete from dead_letter where topic = 'counted'");
            }
        }
    }

    /** Whose session it is, its lock, the token, the user, their roles, the next token, the one that is spent, the session. */
    @Test
    default void aTokenIsRenewedInEightStatementsHoweverOftenItWas() throws Exception {
        Visitor visitor = Visitor.registered();
        Answer tokens = visitor.login();
        Pattern of = Pattern.compile("\\b(account\\w*|login_session|refresh_token)\\b", Pattern.CASE_INSENSITIVE);

        for (int i = 0; i < 3; i++) {
            String token = tokens.text("refresh_token");
            List<Answer> answers = new ArrayList<>();
            assertThat(asked(200, of, () -> {
                        answers.add(Visitor.refresh(token));
                        return answers.get(0);
                    }))
                    .hasSize(8);
            tokens = answers.get(0);
        }
    }

    /** The user, their roles, the session; and before that the program that asks. */
    @Test
    default void aTokenIsVerifiedInThreeStatementsAndForAProgramInFour() throws Exception {
        Visitor visitor = Visitor.registered();
        Answer tokens = visitor.login();
        Answer client = UsersClient.to("/auth/clients")
                .as(Visitor.admin())
                .post(Map.of("name", "Some", "scopes", List.of("introspect")));
        Map<String, String> question = new HashMap<>(Map.of("token", tokens.text("access_token")));
        Pattern of = Pattern.compile(
                "\\b(account\\w*|login_session|refresh_token|oauth_client)\\b", Pattern.CASE_INSENSITIVE);

        assertThat(asked(200, of, () -> UsersClient.to("/auth/verify").post(question)))
                .hasSize(3);
        question.put("client_id", client.text("id"));
        question.put("client_secret", client.text("secret"));
        assertThat(asked(200, of, () -> UsersClient.to("/auth/verify").postForm(question)))
                .hasSize(4);
        question.put("token", tokens.text("refresh_token"));
        assertThat(asked(200, of, () -> UsersClient.to("/auth/verify").postForm(question)))
                .hasSize(5);
    }

    private static List<String> listed(String path, String table) throws SQLException {
        return asked(
                200,
                Pattern.compile("from " + table, Pattern.CASE_INSENSITIVE),
                () -> UsersClient.to(path).as(Visitor.admin()).get());
    }

    private static List<String> asked(int status, Supplier<Answer> request) throws SQLException {
        return asked(status, OF_REQUESTS, request);
    }

    private static List<String> asked(int status, Pattern of, Supplier<Answer> request) throws SQLException {
        try (Connection connection = Visitor.connect()) {
            Statements.sinceTheLastTime(connection);
            assertThat(request.get().status()).isEqualTo(status);
            return Statements.sinceTheLastTime(connection).stream()
                    .filter(statement -> of.matcher(statement).find())
                    .filter(statement -> !SWEEP.matcher(statement).find())
                    .toList();
        }
    }
}
