package io.gatehouse.users;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kernel.testing.Statements;
import io.gatehouse.users.UsersClient.Answer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** How often a whole request asks the database, with its key, its event and its audit. */
interface CountingStatements {
    /** What a service asks by itself all the time is about other tables, or is this. */
    Pattern SWEEP = Pattern.compile("delete from idempotency where expires_at", Pattern.CASE_INSENSITIVE);

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

    private static List<String> asked(int status, Supplier<Answer> request) throws SQLException {
        try (Connection connection = Visitor.connect()) {
            Statements.sinceTheLastTime(connection);
            assertThat(request.get().status()).isEqualTo(status);
            return Statements.sinceTheLastTime(connection).stream()
                    .filter(statement -> OF_REQUESTS.matcher(statement).find())
                    .filter(statement -> !SWEEP.matcher(statement).find())
                    .toList();
        }
    }
}
